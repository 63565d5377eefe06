import { StatusDot } from "@/ui/StatusDot";
import type { CustomerStatus } from "./types";
import { STATUS_COLORS, statusText } from "./words";

export function StatusMark({ status }: { status: CustomerStatus }) {
  return <StatusDot color={STATUS_COLORS[status]}>{statusText(status)}</StatusDot>;
}
