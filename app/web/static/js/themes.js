// Light, dark, or as the machine has it. Only this choice is kept in the browser, nothing about a person.
export function prepareThemes() {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-theme-choice]")];
  const mark = () => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (root.dataset.theme ?? "")));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const choice = button.dataset.themeChoice;
      if (choice) root.dataset.theme = choice;
      else delete root.dataset.theme;
      try {
        localStorage.setItem("theme", choice);
      } catch {
        // Storage may be forbidden; the choice then lasts until the page is left.
      }
      mark();
      dispatchEvent(new Event("colours"));
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => dispatchEvent(new Event("colours")));
  mark();
}
