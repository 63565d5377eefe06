import { Tabs as MantineTabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useUrlParam } from "@/lib/useUrlParam";
import classes from "./Tabs.module.css";

export interface Tab {
  id: string;
  label: string;
  content: ReactNode;
}

/** Which tab is open lives in the URL; only the open one is mounted. */
export function Tabs({
  tabs,
  param = "tab",
  label,
}: {
  tabs: Tab[];
  param?: string;
  label: string;
}) {
  const [open, setOpen] = useUrlParam(param);
  const first = tabs[0]?.id ?? "";
  const known = tabs.some((tab) => tab.id === open);
  return (
    <MantineTabs
      value={known && open ? open : first}
      onChange={(id) => setOpen(id === null || id === first ? undefined : id)}
      keepMounted={false}
    >
      <MantineTabs.List aria-label={label} className={classes.list ?? ""}>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.id} value={tab.id}>
            {tab.label}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.id} value={tab.id} pt="md">
          {tab.content}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
