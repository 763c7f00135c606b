// The talk on the page: one's own bubbles and the answers, in order, with what can be done to each.
import { answerBody, answerText } from "./answer.js";
import { byId, el, knob, mark } from "./dom.js";
import { icon } from "./icons.js";
import { actions } from "./judging.js";
import { live } from "./live.js";
import { plain, prose } from "./prose.js";
import { brief, full } from "./time.js";

const LONG = 700;

/** The thread of one page. `say(text)` sends a message, `edit(text)` puts it back into the field. */
export class Thread {
  constructor({ say, edit, busy, lost, found }) {
    this.list = byId("thread");
    this.river = byId("river");
    this.hooks = { say, edit, busy, lost, found };
    this.running = new Map();
    this.now = new Date().toISOString();
    this.river.addEventListener("scroll", () => this.#markEnd(), { passive: true });
    for (const by of ["wheel", "touchmove"]) this.river.addEventListener(by, () => { this.pinned = false; }, { passive: true });
    byId("to-end").addEventListener("click", () => this.#toEnd());
  }

  clear() {
    for (const leave of this.running.values()) leave();
    this.running.clear();
    this.list.replaceChildren();
    this.hooks.busy(false);
    this.#markEnd();
  }

  /** What was said before, as the house remembers it; a question that is still being answered is followed on. */
  show(messages) {
    this.clear();
    const answered = new Set(messages.filter((m) => m.role === "assistant").map((m) => m.turn_id));
    let asked = "";
    for (const message of messages) {
      if (message.role === "user") {
        asked = message.text;
        this.mine(message.text, message.at);
        if (!answered.has(message.turn_id)) this.follow(message.turn_id, message.text);
      } else {
        this.#past(message, asked);
      }
    }
    this.#settle();
  }

  /** The person's own words; gives back what can be said about their sending. */
  mine(text, at) {
    const words = el("div", {}, text);
    const bubble = el("div", { className: "bubble" }, words);
    const foot = el("div", { className: "under" });
    if (text.length > LONG) foot.append(this.#unfold(words));
    if (at) foot.append(el("time", { className: "stamp", datetime: at, title: full(at) }, brief(at, this.now)));
    const item = el("li", { className: "mine" }, el("span", { className: "unseen" }, "Bạn hỏi: "),
      el("div", { className: "said" }, knob("edit", "Sửa và hỏi lại", () => this.hooks.edit(text)), bubble), foot);
    this.#retire();
    this.list.append(item);
    return {
      failed: (sentence, resend) => {
        const again = el("button", { type: "button", className: "button", onclick: () => { note.remove(); resend(); } },
          icon("again"), "Gửi lại");
        const note = el("div", { className: "unsent", role: "alert" }, sentence, resend ? again : "");
        item.append(note);
        this.#settle();
      },
    };
  }

  /** Follow an answer that is on its way. */
  follow(turnId, asked) {
    const { item, body } = this.#theirs(null);
    const leave = live({
      turnId, body, say: this.hooks.say, grown: () => this.#stay(), lost: this.hooks.lost, found: this.hooks.found,
      ended: (how) => {
        this.running.delete(turnId);
        this.hooks.busy(this.running.size > 0);
        this.hooks.found();
        item.append(how.answer ? this.#acts(turnId, how.answer, asked) : this.#retry(asked));
        this.#stay();
      },
    });
    this.running.set(turnId, leave);
    this.hooks.busy(true);
    this.#settle();
  }

  /** The turn that was begun last and still runs. */
  latest() {
    return [...this.running.keys()].at(-1);
  }

  #past(message, asked) {
    const { item, body } = this.#theirs(message.at);
    body.append(...(message.answer ? answerBody(message.answer, this.hooks.say) : [prose(message.text)]));
    item.append(message.answer ? this.#acts(message.turn_id, message.answer, asked)
      : actions({ turnId: message.turn_id, text: () => plain(message.text), again: asked ? () => this.hooks.say(asked) : null }));
  }

  #theirs(at) {
    const body = el("div", { className: "body" });
    const item = el("li", { className: "theirs" },
      el("header", {}, mark(), "Hỏi Y Tế", at ? el("time", { datetime: at, title: full(at) }, brief(at, this.now)) : ""),
      body);
    this.list.append(item);
    return { item, body };
  }

  #acts(turnId, answer, asked) {
    return actions({ turnId, text: () => answerText(answer), again: asked ? () => this.hooks.say(asked) : null });
  }

  #retry(asked) {
    if (!asked) return el("div", {});
    return el("div", {}, el("button", { type: "button", className: "button", onclick: () => this.hooks.say(asked) },
      icon("again"), "Hỏi lại"));
  }

  #unfold(words) {
    words.classList.add("long");
    const button = el("button", { type: "button", className: "link", "aria-expanded": "false", onclick: () => {
      const folded = words.classList.toggle("long");
      button.setAttribute("aria-expanded", String(!folded));
      button.textContent = folded ? "Xem hết" : "Thu gọn";
    } }, "Xem hết");
    return button;
  }

  /** A yes counts only as the very next message: cards that were passed over say so. */
  #retire() {
    for (const card of this.list.querySelectorAll(".card.confirm")) card.dispatchEvent(new Event("passed"));
  }

  /** Go where the news is, and stay there while it grows, until the person scrolls away. */
  #settle() {
    this.pinned = true;
    this.#stay();
  }

  /** The end, but never so far that the question itself leaves the top: a long answer is read from its beginning. */
  #stay() {
    if (this.pinned) {
      const question = [...this.list.querySelectorAll(".mine")].at(-1);
      const end = this.river.scrollHeight - this.river.clientHeight;
      const top = question ? question.offsetTop - 16 : end;
      this.river.scrollTo({ top: Math.min(end, top), behavior: "instant" });
    }
    this.#markEnd();
  }

  #toEnd() {
    this.pinned = false;
    this.river.scrollTo({ top: this.river.scrollHeight, behavior: "smooth" });
  }

  #markEnd() {
    const left = this.river.scrollHeight - this.river.scrollTop - this.river.clientHeight;
    byId("to-end").hidden = left < 160;
  }
}
