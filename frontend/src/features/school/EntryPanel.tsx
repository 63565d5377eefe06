import type { ReactNode } from "react";
import { Panel } from "@/ui/Panel";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Where a campus, a course or a department is added or changed. */
export function EntryPanel({ title, onClose, children }: Props) {
  return (
    <Panel opened onClose={onClose} title={title} width={460}>
      {children}
    </Panel>
  );
}
