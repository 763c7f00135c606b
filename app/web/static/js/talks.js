// The list of conversations: new, find, open, rename, delete. On a phone it slides in from the left.
import * as api from "./api.js";
import { sure } from "./asking.js";
import { byId, el, knob } from "./dom.js";
import { age } from "./time.js";
import { tell } from "./voice.js";

const WIDE = matchMedia("(width >= 60rem)");

/** Without marks, so that "benh an" finds "bệnh án". */
const folded = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replaceAll(/\p{M}/gu, "");

export class Talks {
  /** `open(id)` shows a conversation, `fresh()` an empty page; both close the drawer. */
  constructor({ open, fresh, named, failed }) {
    this.hooks = { open, fresh, named, failed };
    this.all = [];
    this.current = null;
    this.used = [];
    this.now = new Date().toISOString();
    this.drawer = byId("drawer");
    byId("drawer-open").addEventListener("click", () => this.slide(true));
    byId("drawer-close").addEventListener("click", () => this.slide(false));
    byId("scrim").addEventListener("click", () => this.slide(false));
    byId("new-talk").addEventListener("click", () => { this.slide(false); fresh(); });
    byId("talk-search").addEventListener("input", () => this.#draw());
    WIDE.addEventListener("change", () => this.slide(false));
    this.slide(false);
  }

  /** Opens or closes the sheet; on a wide screen it is always there. */
  slide(open) {
    const sheet = open && !WIDE.matches;
    const was = this.drawer.classList.contains("open");
    this.drawer.classList.toggle("open", sheet);
    this.drawer.inert = !sheet && !WIDE.matches;
    document.querySelector(".stage").inert = sheet;
    byId("scrim").hidden = !sheet;
    byId("drawer-open").setAttribute("aria-expanded", String(sheet));
    if (sheet) byId("drawer-close").focus();
    else if (was && !WIDE.matches) byId("drawer-open").focus();
    return was && !open;
  }

  async refresh() {
    try {
      this.all = await api.talks();
    } catch (error) {
      if (error instanceof api.Refused) this.hooks.failed(error);
      return;
    }
    // A demo's clock stands still: what was just used comes first among equals.
    const rank = (talk) => this.used.indexOf(talk.id) >>> 0;
    this.all.sort((a, b) => (a.updated_at === b.updated_at ? rank(a) - rank(b) : b.updated_at.localeCompare(a.updated_at)));
    this.#draw();
  }

  /** The conversation was written to. */
  use(id) {
    this.used = [id, ...this.used.filter((other) => other !== id)];
  }

  /** Whether it was held on a messenger, so that it is only read here. */
  reading(id) {
    return this.all.some((talk) => talk.id === id && talk.read_only);
  }

  choose(id) {
    this.current = id;
    this.hooks.named(this.all.find((talk) => talk.id === id)?.title ?? "");
    this.#draw();
  }

  #draw() {
    const wanted = folded(byId("talk-search").value.trim());
    const found = this.all.filter((talk) => folded(talk.title).includes(wanted));
    const groups = Map.groupBy ? Map.groupBy(found, (talk) => age(talk.updated_at, this.now)) : grouped(found, this.now);
    const nothing = this.all.length === 0 ? "Chưa có cuộc trò chuyện nào." : "Không tìm thấy cuộc trò chuyện nào.";
    byId("talks").replaceChildren(...(found.length === 0 ? [el("p", { className: "empty" }, nothing)] : [...groups].flatMap(
      ([heading, talks]) => [el("h2", {}, heading), el("ul", {}, talks.map((talk) => this.#row(talk)))])));
    this.hooks.named(this.all.find((talk) => talk.id === this.current)?.title ?? "");
  }

  #row(talk) {
    const item = el("li", {});
    const acts = el("div", { className: "row-acts", hidden: true },
      el("button", { type: "button", className: "button", onclick: () => this.#rename(talk, item) }, "Đổi tên"),
      el("button", { type: "button", className: "button", onclick: () => this.#remove(talk) }, "Xoá"));
    const more = knob("more", `Việc khác với: ${talk.title}`, () => {
      acts.hidden = !acts.hidden;
      more.setAttribute("aria-expanded", String(!acts.hidden));
    }, { "aria-expanded": "false" });
    const current = talk.id === this.current;
    item.append(
      el("div", { className: current ? "row current" : "row" },
        el("button", { type: "button", className: "open-talk", title: talk.title, "aria-current": current ? "true" : undefined,
          onclick: () => { this.slide(false); this.hooks.open(talk.id); } },
        talk.label ? el("span", { className: "tag" }, talk.label) : null, talk.title), talk.read_only ? null : more), acts);
    return item;
  }

  #rename(talk, item) {
    const field = el("input", { value: talk.title, maxlength: "120", "aria-label": "Tên mới" });
    const form = el("form", { className: "rename" }, field, el("button", { type: "submit", className: "button main" }, "Lưu"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const title = field.value.trim();
      if (title && title !== talk.title) await this.#trying(() => api.rename(talk.id, title), "Đã đổi tên.");
      else this.#draw();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#draw();
    });
    item.replaceChildren(form);
    field.select();
    field.focus();
  }

  async #remove(talk) {
    const yes = await sure({
      title: "Xoá cuộc trò chuyện?", text: `“${talk.title}” sẽ mất hẳn khỏi lịch sử của bạn.`, yes: "Xoá", grave: true,
    });
    if (!yes) return;
    await this.#trying(() => api.remove(talk.id), "Đã xoá cuộc trò chuyện.");
    if (talk.id === this.current) this.hooks.fresh();
  }

  async #trying(work, done) {
    try {
      await work();
      tell(done);
    } catch (error) {
      this.hooks.failed(error);
    }
    await this.refresh();
  }
}

function grouped(talks, now) {
  const groups = new Map();
  for (const talk of talks) {
    const heading = age(talk.updated_at, now);
    groups.set(heading, [...(groups.get(heading) ?? []), talk]);
  }
  return groups;
}
