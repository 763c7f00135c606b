// What can be done with an answer: copy it, ask again, say whether it helped.
import { judge } from "./api.js";
import { el, knob } from "./dom.js";
import { icon } from "./icons.js";
import { tell } from "./voice.js";

const REASONS = ["Sai số liệu", "Không đúng câu hỏi", "Thiếu thông tin", "Khó hiểu", "Lý do khác"];

/** The row of small buttons under an answer. */
export function actions({ turnId, text, again }) {
  const place = el("div", {});
  const row = el("div", { className: "under acts" });
  const copy = knob("copy", "Chép câu trả lời", async () => {
    await copied(text()).then(() => flash(copy), () => tell("Không chép được."));
  });
  const up = knob("up", "Câu trả lời tốt", () => vote("up", "", up, down), { "aria-pressed": "false" });
  const down = knob("nod", "Câu trả lời chưa tốt", () => complain(), { "aria-pressed": "false" });
  const vote = async (thumb, reason, on, off) => {
    on.setAttribute("aria-pressed", "true");
    off.setAttribute("aria-pressed", "false");
    place.replaceChildren();
    try {
      await judge(turnId, thumb, reason);
      tell("Cảm ơn bạn đã góp ý.");
    } catch (error) {
      on.setAttribute("aria-pressed", "false");
      tell(error.message);
    }
  };
  const complain = () => {
    if (place.firstChild) return place.replaceChildren();
    place.append(form((reason) => vote("down", reason, down, up), () => {
      place.replaceChildren();
      down.focus();
    }));
    return place.querySelector("input").focus();
  };
  row.append(copy, again ? knob("again", "Hỏi lại câu này", again) : "", up, down);
  return el("div", {}, row, place);
}

async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  throw new Error("no clipboard");
}

function flash(button) {
  button.replaceChildren(icon("tick"));
  tell("Đã chép.");
  setTimeout(() => button.replaceChildren(icon("copy")), 1600);
}

function form(send, cancel) {
  const words = el("textarea", { className: "area", maxlength: "500", "aria-label": "Góp ý thêm", placeholder: "Góp ý thêm (không bắt buộc)" });
  const group = `why-${Math.random().toString(36).slice(2)}`;
  const node = el("form", { className: "complaint" },
    el("fieldset", {}, el("legend", {}, "Câu trả lời chưa tốt ở chỗ nào?"), REASONS.map((reason, i) =>
      el("label", { className: "pick" }, el("input", { type: "radio", name: group, value: reason, checked: i === 0 }), reason))),
    words,
    el("div", { className: "form-acts" },
      el("button", { type: "submit", className: "button main" }, "Gửi góp ý"),
      el("button", { type: "button", className: "button", onclick: cancel }, "Thôi")));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const picked = new FormData(node).get(group);
    send([picked, words.value.trim()].filter(Boolean).join(": "));
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    cancel();
  });
  return node;
}
