// The bar over the talk: that the connection is lost, or a sentence that passes.
import { byId } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN = 7000;

export class Notices {
  constructor() {
    this.bar = byId("offline");
    this.away = false;
    this.sentence = "";
  }

  /** Whether the house can be reached. */
  lost(away) {
    this.away = away;
    this.#draw();
  }

  /** One sentence, for a while. */
  tell(sentence) {
    this.sentence = sentence;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => this.tell(""), SHOWN);
    this.#draw();
  }

  #draw() {
    const words = this.sentence || (this.away ? "Mất kết nối. Câu hỏi và câu trả lời vẫn được giữ; đang nối lại…" : "");
    this.bar.hidden = !words;
    this.bar.replaceChildren(...(words ? [icon(this.sentence ? "warn" : "cloud"), words] : []));
  }
}
