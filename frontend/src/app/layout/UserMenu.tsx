import { Menu, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronsUpDown, CircleUser, LogOut } from "lucide-react";
import { useLogout } from "@/features/session/queries";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Avatar } from "@/ui/Avatar";
import { notifyError } from "@/ui/notify";
import classes from "./SideBar.module.css";

/** Who is logged in; profile and log out. */
export function UserMenu({ name }: { name: string }) {
  const logout = useLogout();
  return (
    <Menu position="top-start" width={200} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes.link} data-last>
          <Avatar name={name} />
          <span className={classes.label}>{name}</span>
          <ChevronsUpDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to={paths.profile()}
          leftSection={<CircleUser size={16} aria-hidden />}
        >
          {t("nav.profile")}
        </Menu.Item>
        <Menu.Item
          leftSection={<LogOut size={16} aria-hidden />}
          onClick={() => logout.mutate(undefined, { onError: notifyError })}
        >
          {t("nav.logout")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
