// The empty page: a greeting, what this is and is not, and what one may ask.
import { byId, el, mark } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";

/** Draws the greeting for whoever is here; `say(text)` asks a suggestion, `play()` opens the list of people. */
export function drawWelcome(me, say, play) {
  const guest = !me.viewer;
  byId("welcome").replaceChildren(
    el("div", {}, mark(), el("h2", { className: "hello" }, guest ? "Xin chào, bạn cần hỏi gì?" : `Xin chào, ${me.viewer.display_name}`),
      el("p", { className: "lead" }, guest ? "Hỏi bằng lời thường ngày, có dấu hay không dấu đều được."
        : "Hỏi bằng lời thường ngày. Câu trả lời kèm nguồn, trong phạm vi quyền của vai này.")),
    me.notice ? el("div", { className: "notice", role: "note" }, icon("info"), prose(me.notice)) : "",
    me.suggestions.length > 0 ? el("div", {}, el("h2", {}, "Thử hỏi"), el("ul", { className: "asks" }, me.suggestions.map((text) =>
      el("li", {}, el("button", { type: "button", onclick: () => say(text) }, text, icon("ask")))))) : "",
    guest && me.personas.length > 0 ? el("div", {}, el("button", { type: "button", className: "button main", onclick: play },
      icon("person"), "Đóng vai một người trong tỉnh")) : "");
}
