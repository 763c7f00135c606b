// Runs before the page is drawn, so that nobody sees the wrong colours for a moment.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden; the machine's own choice holds then.
  }
})();
