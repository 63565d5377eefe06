import { ActionIcon, Menu } from "@mantine/core";
import { FolderTree, MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { MenuItem } from "@/ui/MenuItem";
import type { Doing } from "./DepartmentDialogs";
import type { Department } from "./queries";
import { whyItStays } from "./words";

interface MenuProps {
  department: Department;
  onDo: (what: Doing["what"]) => void;
}

/** What can be done with a department; shown when it was asked for, and so it opens at once. */
export function BranchMenu({ department, onDo }: MenuProps) {
  const [opened, setOpened] = useState(false);
  // A step later, so that the menu knows whom to give the focus back.
  useEffect(() => {
    const step = requestAnimationFrame(() => setOpened(true));
    return () => cancelAnimationFrame(step);
  }, []);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon autoFocus aria-label={t("admin.moreFor", { name: department.name })}>
          <MoreHorizontal size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItem icon={Pencil} onClick={() => onDo("edit")}>
          {t("admin.department.edit")}
        </MenuItem>
        <MenuItem icon={FolderTree} onClick={() => onDo("move")}>
          {t("admin.department.move")}
        </MenuItem>
        <MenuItem icon={Plus} onClick={() => onDo("add")}>
          {t("admin.department.addBelow")}
        </MenuItem>
        <Menu.Divider />
        <MenuItem
          icon={Trash2}
          danger
          disabledReason={whyItStays(department.refusals?.remove)}
          onClick={() => onDo("remove")}
        >
          {t("admin.department.remove")}
        </MenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}
