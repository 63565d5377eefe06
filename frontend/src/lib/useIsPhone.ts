import { useMediaQuery } from "@mantine/hooks";

/** True below the width where lists become cards and drawers become sheets (48em, as in the CSS). */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false }) ?? false;
}
