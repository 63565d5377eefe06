// Set the theme before the first paint, so that a dark room is not lit up by a white flash.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("shoal.theme");
  } catch {
    // Storage can be forbidden; the system's theme serves then.
  }
  var dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
