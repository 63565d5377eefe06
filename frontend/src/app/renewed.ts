/*
 * After a deploy the parts of yesterday's page are gone: opening one fails as if the network were lost. Then the page
 * is loaded anew, once, for the new one asks for no old parts. Without a network nothing is: what is typed stays.
 */
export function reloadWhenRenewed(reload = () => window.location.reload()): () => void {
  const onMissing = () => void renewed().then((is) => is && reload());
  window.addEventListener("vite:preloadError", onMissing);
  return () => window.removeEventListener("vite:preloadError", onMissing);
}

/** Does the server send another page than the one that runs here? */
async function renewed(): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>("script[type=module][src]");
  const page = await fetch(window.location.href, { cache: "no-store" }).catch(() => null);
  if (!entry || !page?.ok) return false;
  return !(await page.text()).includes(new URL(entry.src).pathname);
}

/** A part that could not be loaded, as the browsers put it. */
export function isMissingPart(error: unknown): boolean {
  const text = error instanceof Error ? error.message : "";
  return /dynamically imported module|module script failed/i.test(text);
}
