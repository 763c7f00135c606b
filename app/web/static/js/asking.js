// One small question to the person, with a yes and a no.
import { byId, el } from "./dom.js";
import { closeOutside } from "./sources.js";

/** True when the person says yes; the focus goes back to where it was. */
export function sure({ title, text, yes, grave = false }) {
  const dialog = byId("asking");
  const back = document.activeElement;
  return new Promise((done) => {
    let said = false;
    dialog.onclose = () => {
      if (back?.isConnected) back.focus();
      done(said);
    };
    dialog.replaceChildren(
      el("div", { className: "dialog-head" }, el("h2", { id: "asking-title" }, title)),
      el("div", { className: "dialog-body" }, el("p", {}, text), el("div", { className: "acts" },
        el("button", { type: "button", className: "button", autofocus: true, onclick: () => dialog.close() }, "Thôi"),
        el("button", { type: "button", className: grave ? "button grave" : "button main",
          onclick: () => { said = true; dialog.close(); } }, yes))));
    dialog.showModal();
  });
}

export const prepareAsking = () => closeOutside(byId("asking"));
