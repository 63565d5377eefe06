import { TextInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import {
  currencyChoice,
  currencyChoices,
  regionChoice,
  regionChoices,
  zoneChoice,
  zoneChoices,
} from "@/lib/worldChoices";
import type { LongSelectProps } from "./LongSelect";

// The list to search in is loaded behind the form.
const LongSelect = lazy(() => import("./LongSelect"));

/** With `form.getInputProps(…)`; the value in use is always among the choices. */
type Props = LongSelectProps;

export function ZoneSelect(props: Props) {
  return (
    <Suspense fallback={<Coming {...props} />}>
      <LongSelect {...props} one={zoneChoice} all={zoneChoices} />
    </Suspense>
  );
}

export function CurrencySelect(props: Props) {
  return (
    <Suspense fallback={<Coming {...props} />}>
      <LongSelect {...props} one={currencyChoice} all={currencyChoices} />
    </Suspense>
  );
}

/** The country of telephone numbers that are typed without one. */
export function RegionSelect(props: Props) {
  return (
    <Suspense fallback={<Coming {...props} />}>
      <LongSelect {...props} one={regionChoice} all={regionChoices} />
    </Suspense>
  );
}

/** Keeps the place. */
function Coming({ label, description, value }: Props) {
  return <TextInput label={label} description={description} value={value ?? ""} disabled />;
}
