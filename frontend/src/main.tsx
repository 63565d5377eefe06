import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "@/app/Providers";
import { preferredLanguage, setLanguage } from "@/i18n";

async function start(root: HTMLElement): Promise<void> {
  await setLanguage(preferredLanguage());
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
