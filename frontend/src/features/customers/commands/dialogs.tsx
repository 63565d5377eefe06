import { lazy, Suspense } from "react";
import type { CustomerStatus, Named } from "@/features/customers/types";

const ReleaseDialog = lazy(async () => ({
  default: (await import("./ReleaseDialog")).ReleaseDialog,
}));
const AssignDialog = lazy(async () => ({ default: (await import("./AssignDialog")).AssignDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./DeleteDialog")).DeleteDialog }));
const CloseDialog = lazy(async () => ({ default: (await import("./CloseDialog")).CloseDialog }));

export type OpenDialog =
  | { kind: "release" | "assign"; customers: readonly Named[]; done: (() => void) | undefined }
  | { kind: "delete"; customer: Named & { version: number } }
  | { kind: "close"; customer: Named; status: CustomerStatus };

interface Props {
  open: OpenDialog | null;
  onClose: () => void;
  onDeleted: (id: number) => void;
}

/** The dialogs of commands; loaded when the first one is asked for. */
export function CommandDialogs({ open, onClose, onDeleted }: Props) {
  if (!open) return null;
  return <Suspense>{dialog(open, onClose, onDeleted)}</Suspense>;
}

function dialog(open: OpenDialog, onClose: () => void, onDeleted: (id: number) => void) {
  switch (open.kind) {
    case "release":
      return <ReleaseDialog customers={open.customers} onDone={open.done} onClose={onClose} />;
    case "assign":
      return <AssignDialog customers={open.customers} onDone={open.done} onClose={onClose} />;
    case "close":
      return <CloseDialog customer={open.customer} status={open.status} onClose={onClose} />;
    case "delete":
      return (
        <DeleteDialog
          customer={open.customer}
          onClose={onClose}
          onDeleted={() => {
            onClose();
            onDeleted(open.customer.id);
          }}
        />
      );
  }
}
