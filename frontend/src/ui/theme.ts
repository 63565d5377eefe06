import { createTheme, type CSSVariablesResolver } from "@mantine/core";

const fontFamily =
  '-apple-system, "Segoe UI", Inter, Roboto, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", ' +
  '"Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif';

const quick = { transitionProps: { duration: 120 } };
const veil = {
  ...quick,
  overlayProps: { backgroundOpacity: 0.25 },
  // Their <header> is no banner of the page: two open at once would be two of them.
  attributes: { header: { role: "presentation" } },
};

/** Calm: one accent (indigo passes AA where Mantine's blue does not), 14 px text, small steps, short motion. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  fontFamily,
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.55", xl: "1.6" },
  defaultRadius: "md",
  radius: { md: "8px" },
  respectReducedMotion: true,
  headings: { fontFamily, fontWeight: "600" },
  // Plain objects, not `Button.extend`: a component named here would be loaded with every page.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Button: { defaultProps: { size: "sm" } },
    Drawer: { defaultProps: veil },
    // The placeholder is a child that no menu may have.
    Menu: { defaultProps: { ...quick, shadow: "md", withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { ...veil, centered: true } },
    Popover: { defaultProps: { ...quick, shadow: "md" } },
    Tooltip: { defaultProps: quick },
  },
});

/** Mantine's own parts wear our tokens, so both themes are said once (tokens.css). */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--shoal-surface)",
    "--mantine-color-text": "var(--shoal-text)",
    "--mantine-color-dimmed": "var(--shoal-text-quiet)",
    "--mantine-color-placeholder": "var(--shoal-text-quiet)",
    "--mantine-color-error": "var(--shoal-danger-text)",
    "--mantine-color-default": "var(--shoal-surface)",
    "--mantine-color-default-border": "var(--shoal-line)",
    "--mantine-color-default-hover": "var(--shoal-surface-hover)",
  };
  // Where its dark theme knows only its own greys: borders, hover, inputs, surfaces.
  const dark = {
    "--mantine-color-dark-4": "var(--shoal-line-input)",
    "--mantine-color-dark-5": "var(--shoal-surface-hover)",
    "--mantine-color-dark-6": "var(--shoal-surface-quiet)",
    "--mantine-color-dark-7": "var(--shoal-surface)",
    "--mantine-color-dark-8": "var(--shoal-surface)",
  };
  return { variables: {}, light: ours, dark: { ...ours, ...dark } };
};
