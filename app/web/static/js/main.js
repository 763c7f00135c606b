// Begins here: who is asking, which conversation is open, and what happens to a message.
import * as api from "./api.js";
import { prepareAsking } from "./asking.js";
import { Composer } from "./composer.js";
import { byId, dress, el } from "./dom.js";
import { icon } from "./icons.js";
import { drawWho, openPeople, preparePeople } from "./identity.js";
import { Notices } from "./notices.js";
import { closeSource } from "./sources.js";
import { Talks } from "./talks.js";
import { prepareThemes } from "./themes.js";
import { Thread } from "./thread.js";
import { tell } from "./voice.js";
import { drawWelcome } from "./welcome.js";

/** The choice that an answer offers where signing in would tell more. */
const SIGN_IN = "Đăng nhập";

let me = null;
let current = null;

const notices = new Notices();
const thread = new Thread({
  say, edit: (text) => composer.put(text), busy: (running) => composer.busy(running), lost: () => notices.lost(true), found: () => notices.lost(false),
});
const composer = new Composer({ send: say, stop });
const talks = new Talks({ open: (id) => go(id), fresh: () => go(null), named: title, failed });

function title(name) {
  byId("talk-title").textContent = name || "Cuộc trò chuyện mới";
  document.title = name ? `${name} – Hỏi Y Tế` : "Hỏi Y Tế";
}

/** One message: shown at once, sent, then followed until it is answered. */
async function say(text) {
  if (text === SIGN_IN) {
    people();
    return;
  }
  // What was said on a messenger is read here; a question begins a conversation of the page.
  if (talks.reading(current)) await go(null);
  const eventId = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  byId("welcome").hidden = true;
  const mine = thread.mine(text, null);
  await sending(text, eventId, mine);
}

/** The same event id is sent again after a failure, so that a message that did arrive is not asked twice. */
async function sending(text, eventId, mine) {
  const asked = current;
  try {
    const { turn_id: turnId, conversation } = await api.ask(asked, text, eventId);
    if (current !== asked) return;
    thread.follow(turnId, text);
    if (asked === null) {
      current = conversation;
      history.pushState(null, "", `#${conversation}`);
    }
    talks.use(conversation);
    await talks.refresh();
    talks.choose(current);
  } catch (error) {
    if (error.code === "changed") {
      failed(error);
      return;
    }
    const again = error instanceof api.Unreached || error.status >= 500 || error.status === 429;
    mine.failed(error.message, again ? () => { composer.focus(); sending(text, eventId, mine); } : null);
  }
}

async function stop() {
  const turnId = thread.latest();
  if (!turnId) return;
  tell("Đang dừng.");
  await api.stop(turnId).catch(failed);
}

/** Opens a conversation, or an empty page. */
async function go(id, remember = true) {
  current = id;
  thread.clear();
  closeSource();
  talks.choose(id);
  if (remember) history.pushState(null, "", id ? `#${id}` : location.pathname);
  byId("welcome").hidden = id !== null;
  if (id === null) {
    byId("river").scrollTo(0, 0);
    drawWelcome(me, say, people);
  } else {
    await load(id);
  }
  composer.focus();
}

async function load(id) {
  try {
    const messages = await api.messages(id);
    if (current === id) thread.show(messages);
  } catch (error) {
    if (current !== id) return;
    failed(error);
    await go(null);
  }
}

/** The page for whoever is signed in now. Nothing of the person before stays. */
async function meet(id = null) {
  me = await api.me();
  thread.now = me.now;
  talks.now = me.now;
  drawWho(me);
  await talks.refresh();
  await go(id, id === null);
}

const people = () => openPeople(me, () => meet(), failed);

/** A sentence over the thread, for what has no place of its own; it goes by itself. */
function failed(error) {
  notices.tell(error.message);
  if (error.code === "changed") meet();
}

addEventListener("offline", () => notices.lost(true));
addEventListener("online", () => notices.lost(false));
addEventListener("popstate", () => go(location.hash.slice(1) || null, false));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog:modal")) return;
  if (talks.slide(false) || closeSource()) return;
  stop();
});
byId("who").addEventListener("click", people);

dress();
prepareThemes();
prepareAsking();
preparePeople();
meet(location.hash.slice(1) || null).catch((error) => {
  byId("welcome").hidden = false;
  byId("welcome").replaceChildren(el("section", { className: "card fault" },
    el("p", { className: "head" }, icon("warn"), "Chưa mở được trang"), el("p", {}, error.message),
    el("div", { className: "acts" }, el("button", { type: "button", className: "button main", onclick: () => location.reload() }, "Thử lại"))));
});
