import "@mantine/core/styles.layer.css";
import "./tokens.css";
import "./global.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { cssVariables, theme } from "./theme";
import { Toasts } from "./Toasts";

const colorSchemes = localStorageColorSchemeManager({ key: "shoal.theme" });

/**
 * Theme and toasts. Mantine writes its variables into a <style> element and sizes into style attributes, which is
 * why the CSP allows inline styles (and nothing else inline).
 */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      // In tests nothing has a size or a place: drop-downs would hide as if scrolled away.
      env={import.meta.env.MODE === "test" ? "test" : "default"}
    >
      {children}
      <Toasts />
    </MantineProvider>
  );
}
