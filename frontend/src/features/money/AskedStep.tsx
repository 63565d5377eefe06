import { later } from "@/ui/later";
import type { Asking } from "./useAsking";

const PaymentStep = later(async () => (await import("./PaymentStep")).PaymentStep);

/** The dialog of the step that is asked about; one of its own for each, with nothing typed yet. */
export function AskedStep({ asking }: { asking: Asking }) {
  const { asked } = asking;
  if (!asked) return null;
  return <PaymentStep key={`${asked.payment.id} ${asked.step}`} {...asked} asking={asking} />;
}
