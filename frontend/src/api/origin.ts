/**
 * Where the API is: the origin of the pages, unless their index.html names another one. Then that origin
 * has to be on the same site, or the browser keeps the refresh cookie from it.
 */
export function apiOrigin(): string {
  const named = document.querySelector<HTMLMetaElement>('meta[name="shoal-api"]')?.content.trim();
  return named ? new URL(named).origin : window.location.origin;
}
