import { ActionIcon, Menu, Skeleton, UnstyledButton } from "@mantine/core";
import {
  ChevronDown,
  ChevronRight,
  FolderTree,
  MoreHorizontal,
  Pencil,
  Plus,
  Trash2,
} from "lucide-react";
import { type CSSProperties, useState } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { MenuItem } from "@/ui/MenuItem";
import { DepartmentDialogs, type Doing } from "./DepartmentDialogs";
import { type Department, useDepartments } from "./queries";
import classes from "./tree.module.css";
import { type Node, treeOf, visible } from "./tree";
import { whyItStays } from "./words";

/** The tree: each department below the one it belongs to. */
export function DepartmentTree() {
  const departments = useDepartments();
  const [said, setSaid] = useUrlParam("edit");
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const [doing, setDoing] = useState<Doing | null>(null);
  const { data, error } = departments;
  if (!data && error) {
    return <ErrorState error={error} onRetry={() => void departments.refetch()} />;
  }
  if (!data) return <Skeleton height={300} className={classes.tree ?? ""} />;
  const toggle = (id: number) => setClosed((old) => toggled(old, id));
  const close = () => {
    setDoing(null);
    setSaid(undefined);
  };
  return (
    <>
      {data.length === 0 ? (
        <EmptyState title={t("admin.department.none")} hint={t("admin.department.noneHint")} />
      ) : (
        <ul className={classes.tree} aria-label={t("admin.department.title")}>
          {visible(treeOf(data), closed).map((node) => (
            <Branch
              key={node.department.id}
              node={node}
              opened={!closed.has(node.department.id)}
              onToggle={() => toggle(node.department.id)}
              onDo={(what) => setDoing({ what, department: node.department })}
            />
          ))}
        </ul>
      )}
      <DepartmentDialogs doing={doing ?? asked(said, data)} departments={data} onClose={close} />
    </>
  );
}

/** What the address asks for: a new one, or one to be looked at. */
function asked(said: string | undefined, all: readonly Department[]): Doing | null {
  if (said === "new") return { what: "add" };
  const department = all.find(({ id }) => String(id) === said);
  return department ? { what: "edit", department } : null;
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface BranchProps {
  node: Node;
  opened: boolean;
  onToggle: () => void;
  onDo: (what: Doing["what"]) => void;
}

function Branch({ node, opened, onToggle, onDo }: BranchProps) {
  const { department, depth, children } = node;
  const { name, manager, campus } = department;
  const Chevron = opened ? ChevronDown : ChevronRight;
  return (
    <li className={classes.row} style={{ "--depth": depth } as CSSProperties}>
      {children > 0 ? (
        <ActionIcon
          size="sm"
          aria-expanded={opened}
          aria-label={t("admin.department.below", { name, count: children })}
          onClick={onToggle}
        >
          <Chevron size={15} />
        </ActionIcon>
      ) : (
        <span className={classes.leaf} aria-hidden />
      )}
      <UnstyledButton className={classes.name} onClick={() => onDo("edit")}>
        {name}
      </UnstyledButton>
      <span className={classes.fact} data-missing={manager === null}>
        {manager ? t("admin.department.led", { name: manager.name }) : t("admin.department.unled")}
      </span>
      <span className={classes.fact}>{campus?.name ?? ""}</span>
      <BranchMenu department={department} onDo={onDo} />
    </li>
  );
}

interface MenuProps {
  department: Department;
  onDo: (what: Doing["what"]) => void;
}

function BranchMenu({ department, onDo }: MenuProps) {
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon aria-label={t("admin.moreFor", { name: department.name })}>
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
