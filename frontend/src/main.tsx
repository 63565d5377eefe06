import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "@/app/Providers";
import { reloadWhenRenewed } from "@/app/renewed";
import { preferredLanguage, setLanguage } from "@/i18n";
import { catchLinkToken } from "@/lib/linkToken";

reloadWhenRenewed();

async function start(root: HTMLElement): Promise<void> {
  catchLinkToken();
  window.addEventListener("hashchange", catchLinkToken);
  await setLanguage(preferredLanguage());
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
