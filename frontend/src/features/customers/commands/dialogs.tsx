import { lazy, Suspense } from "react";
import type { CustomerStatus, Named, Protectable } from "@/features/customers/types";
import { loadWords } from "@/i18n";

const ReleaseDialog = lazy(async () => ({
  default: (await import("./ReleaseDialog")).ReleaseDialog,
}));
const AssignDialog = lazy(async () => ({ default: (await import("./AssignDialog")).AssignDialog }));
// Their words come with them: few people reveal, fewer anonymise.
const RevealDialog = lazy(async () => {
  const [found] = await Promise.all([import("./RevealDialog"), loadWords("privacy")]);
  return { default: found.RevealDialog };
});
const AnonymiseDialog = lazy(async () => {
  const [found] = await Promise.all([import("./AnonymiseDialog"), loadWords("privacy")]);
  return { default: found.AnonymiseDialog };
});
const DeleteDialog = lazy(async () => ({ default: (await import("./DeleteDialog")).DeleteDialog }));
const MergeDialog = lazy(async () => ({ default: (await import("./MergeDialog")).MergeDialog }));
const CloseDialog = lazy(async () => ({ default: (await import("./CloseDialog")).CloseDialog }));
const ProtectDialog = lazy(async () => ({
  default: (await import("./ProtectDialog")).ProtectDialog,
}));

export type OpenDialog =
  | { kind: "release" | "assign"; customers: readonly Named[]; done: (() => void) | undefined }
  | { kind: "protect"; customer: Protectable }
  | { kind: "merge"; customer: Named }
  | { kind: "delete"; customer: Named & { version: number } }
  | { kind: "reveal" | "anonymise"; customer: Named }
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
    case "reveal":
      return <RevealDialog customer={open.customer} onClose={onClose} />;
    case "anonymise":
      return <AnonymiseDialog customer={open.customer} onClose={onClose} />;
    case "merge":
      return <MergeDialog customer={open.customer} onClose={onClose} />;
    case "close":
      return <CloseDialog customer={open.customer} status={open.status} onClose={onClose} />;
    case "protect":
      return <ProtectDialog customer={open.customer} onClose={onClose} />;
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
