// Where one writes: grows with the text, Enter sends, Esc stops, the field keeps the focus.
import { byId } from "./dom.js";
import { icon } from "./icons.js";
import { tell } from "./voice.js";

const LONGEST = 4000;
const NEAR = 3500;
const FINGERS = matchMedia("(pointer: coarse)");

export class Composer {
  /** `send(text)` when there is something to send, `stop()` when an answer under way should end. */
  constructor({ send, stop }) {
    this.form = byId("composer");
    this.field = byId("question");
    this.go = byId("go");
    this.count = byId("count");
    this.running = false;
    this.hooks = { send, stop };
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#act();
    });
    this.field.addEventListener("input", () => this.#refresh());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    // Tapping the button must not close the phone's keyboard.
    this.go.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#refresh();
  }

  busy(running) {
    this.running = running;
    this.#refresh();
  }

  put(text) {
    this.field.value = text;
    this.#refresh();
    this.focus();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  #key(event) {
    // Vietnamese input methods compose: Enter then belongs to them.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || FINGERS.matches) return;
    event.preventDefault();
    if (this.#text()) this.#act();
  }

  #act() {
    const text = this.#text();
    if (!text && this.running) return this.hooks.stop();
    if (!text || this.#length() > LONGEST) return undefined;
    this.field.value = "";
    this.#refresh();
    this.hooks.send(text);
    return this.focus();
  }

  #text() {
    return this.field.value.trim();
  }

  /** Counted as the house counts: by code points, not by halves of emoji. */
  #length() {
    return [...this.#text()].length;
  }

  #refresh() {
    const stops = this.running && !this.#text();
    const length = this.#length();
    const over = length > LONGEST;
    this.go.disabled = (!this.#text() && !stops) || over;
    const shown = stops ? "stop" : "send";
    if (this.go.dataset.shows !== shown) {
      this.go.dataset.shows = shown;
      this.go.replaceChildren(icon(shown));
      this.go.classList.toggle("stop", stops);
      this.go.setAttribute("aria-label", stops ? "Dừng trả lời (Esc)" : "Gửi câu hỏi");
    }
    this.#tellLength(length, over);
    this.#grow();
  }

  #tellLength(length, over) {
    const left = LONGEST - length;
    const words = length < NEAR ? "" : over ? `Dài quá ${-left} ký tự` : `Còn ${left} ký tự`;
    if (over && !this.over) tell(`Câu hỏi dài quá ${LONGEST} ký tự, xin rút gọn.`);
    this.over = over;
    this.count.textContent = words;
    this.count.classList.toggle("over", over);
  }

  /** For browsers that do not size a field by its content themselves. */
  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}
