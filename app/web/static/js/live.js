// One answer on its way: the steps taken, the words as they come, then the whole, or why there is none.
import { answerBody, answerText } from "./answer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { prose } from "./prose.js";
import { follow } from "./stream.js";
import { alarm, tell } from "./voice.js";

/**
 * Fill `body` with the turn as it goes.
 *
 * @param {{turnId: string, body: HTMLElement, say: Function, ended: (how: {answer?: object, fault?: string}) => void,
 *   lost: () => void, found: () => void, grown: () => void}} turn
 * @returns {() => void} stops following; the turn itself goes on.
 */
export function live({ turnId, body, say, ended, lost, found, grown }) {
  const steps = el("ol", { className: "steps", "aria-label": "Đang làm" }, waiting("Đã nhận câu hỏi, đang tìm hiểu…"));
  const words = el("div", {});
  const taken = [];
  let spoken = "";
  let drawn = 0;
  let answer = null;
  body.setAttribute("aria-busy", "true");
  body.replaceChildren(steps, words);

  const redraw = () => {
    drawn = 0;
    words.replaceChildren(prose(spoken, unnumbered));
    grown();
  };
  const finish = (how) => {
    cancelAnimationFrame(drawn);
    body.removeAttribute("aria-busy");
    body.replaceChildren(...past(taken), ...ending(how, spoken, say));
    announce(how);
    grown();
    ended(how);
  };
  const heard = {
    STEP_STARTED: ({ stepName }) => {
      if (taken.length === 0) steps.replaceChildren();
      taken.push(stepName);
      steps.append(waiting(stepName));
      grown();
    },
    STEP_FINISHED: ({ stepName }) => {
      const item = [...steps.children].find((li) => li.dataset.step === stepName && li.dataset.done !== "1");
      if (item) settle(item);
    },
    TEXT_MESSAGE_CONTENT: ({ delta }) => {
      if (taken.length === 0) steps.replaceChildren();
      spoken += delta;
      drawn ||= requestAnimationFrame(redraw);
    },
    CUSTOM: ({ name, value }) => {
      if (name === "answer") answer = value;
    },
    RUN_FINISHED: ({ outcome }) => finish(answer ? { answer } : { stopped: outcome?.type === "cancelled" }),
    RUN_ERROR: ({ message }) => finish({ fault: message }),
  };
  return follow(turnId, {
    event: (event) => heard[event.type]?.(event), lost, found,
    gone: () => finish({ fault: "Không tìm thấy câu trả lời này trong phiên của bạn. Xin hỏi lại." }),
  });
}

/** Sources come with the whole answer; until then their numbers would open nothing. */
const unnumbered = () => document.createTextNode("");

function waiting(text) {
  return el("li", { "data-step": text }, el("span", { className: "breath", "aria-hidden": "true" }), text);
}

function settle(item) {
  item.dataset.done = "1";
  item.firstChild.replaceWith(icon("tick"));
}

/** The steps, folded away once the answer is there. */
function past(taken) {
  if (taken.length === 0) return [];
  const list = el("ol", { className: "steps" }, taken.map((step) => el("li", {}, icon("tick"), step.replace(/…$/, ""))));
  return [el("details", { className: "done" },
    el("summary", {}, icon("next"), `Đã tra cứu qua ${taken.length} bước`), list)];
}

function ending({ answer, fault, stopped }, spoken, say) {
  if (answer) return answerBody(answer, say);
  const kept = spoken ? [prose(spoken, unnumbered)] : [];
  if (fault !== undefined) return [...kept, faultCard(fault)];
  return [...kept, el("p", { className: "stopped" }, icon("stop"), stopped ? "Bạn đã dừng câu trả lời này." : "Không có câu trả lời.")];
}

export function faultCard(sentence) {
  return el("section", { className: "card fault" },
    el("p", { className: "head" }, icon("warn"), "Chưa trả lời được"), el("p", {}, sentence));
}

function announce({ answer, fault }) {
  if (answer?.emergency) alarm(`Khẩn cấp. Gọi 115. ${answerText(answer)}`);
  else if (answer) tell(`Trả lời: ${answerText(answer)}`);
  else tell(fault ?? "Đã dừng.");
}
