import { ActionIcon, Skeleton, UnstyledButton } from "@mantine/core";
import { ChevronDown, ChevronRight, MoreHorizontal } from "lucide-react";
import { type CSSProperties, lazy, Suspense, useState } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import type { Doing } from "./DepartmentDialogs";
import { type Department, useDepartments } from "./queries";
import classes from "./tree.module.css";
import { type Node, treeOf, visible } from "./tree";

const DepartmentDialogs = later(
  async () => (await import("./DepartmentDialogs")).DepartmentDialogs,
);
const loadMenu = () => import("./BranchMenu");
const BranchMenu = lazy(async () => ({ default: (await loadMenu()).BranchMenu }));

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
  const now = doing ?? asked(said, data);
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
      {now && <DepartmentDialogs doing={now} departments={data} onClose={close} />}
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
  const { name, campus } = department;
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
      <Leader department={department} />
      <span className={classes.fact}>{campus?.name ?? ""}</span>
      <BranchMenuButton department={department} onDo={onDo} />
    </li>
  );
}

/** Whoever leads it; a manager who left leads nobody, and stands out like nobody at all. */
function Leader({ department: { manager, manager_gone: gone } }: { department: Department }) {
  const said = manager === null ? "unled" : gone ? "ledByGone" : "led";
  return (
    <span className={classes.fact} data-missing={manager === null || gone}>
      {said === "unled"
        ? t("admin.department.unled")
        : t(`admin.department.${said}`, { name: manager?.name ?? "" })}
    </span>
  );
}

/** The tree is what one waits for: a menu comes with the first click on its button. */
function BranchMenuButton(props: { department: Department; onDo: (what: Doing["what"]) => void }) {
  const [asked, setAsked] = useState(false);
  const button = (
    <ActionIcon
      aria-label={t("admin.moreFor", { name: props.department.name })}
      aria-haspopup="menu"
      onMouseEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setAsked(true)}
    >
      <MoreHorizontal size={16} />
    </ActionIcon>
  );
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <BranchMenu {...props} />
    </Suspense>
  );
}
