// One's own chats and browsers: link a chat, see where one is signed in, shut out a lost phone.
import * as api from "./api.js";
import { el } from "./dom.js";

const WHEN = new Intl.DateTimeFormat("vi-VN", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
const when = (instant) => (instant ? WHEN.format(new Date(instant)) : "");

/** The panel; it fills itself, and again after each change. */
export function owned(failed) {
  const panel = el("section", { className: "owned-panel", "aria-label": "Cuộc trò chuyện đã liên kết và nơi đang đăng nhập" });
  const draw = async (code = null) => {
    const [chats, browsers] = await Promise.all([api.links(), api.browsers()]);
    const act = (work) => () => work().then(() => draw()).catch(failed);
    const asked = () => api.link().then(draw).catch(failed);
    panel.replaceChildren(
      el("h3", {}, "Liên kết Zalo, Telegram"),
      code ? told(code) : el("button", { type: "button", className: "button", onclick: asked }, "Lấy mã liên kết"),
      list(chats, (chat) => [chat.label, `Dùng lần cuối ${when(chat.seen_at)}, giữ đến ${when(chat.until)}`,
        "Hủy liên kết", act(() => api.unlink(chat.id))]),
      el("h3", {}, "Nơi đang đăng nhập"),
      list(browsers.filter((one) => !one.current), (one) => ["Trình duyệt khác", `Đăng nhập lúc ${when(one.made_at)}`,
        "Đăng xuất ở đó", act(() => api.endBrowser(one.id))], "Chỉ có trình duyệt này."));
  };
  draw().catch(failed);
  return panel;
}

function told(code) {
  return el("div", { role: "status" },
    el("p", {}, `Trong ${code.minutes} phút, nhắn vào cuộc trò chuyện với Hỏi Y Tế:`),
    el("p", { className: "code" }, code.say),
    code.telegram ? el("p", {}, el("a", { className: "button", href: code.telegram, rel: "noreferrer" }, "Mở Telegram để liên kết")) : null,
    el("p", {}, "Đừng đưa mã này cho ai: người có mã sẽ hỏi được thay bạn."));
}

function list(items, row, nothing = "Chưa liên kết cuộc trò chuyện nào.") {
  if (items.length === 0) return el("p", { className: "when" }, nothing);
  return el("ul", { className: "owned" }, items.map((item) => {
    const [name, note, verb, act] = row(item);
    return el("li", {}, el("span", {}, name, el("span", { className: "when" }, note)),
      el("button", { type: "button", className: "button", onclick: act }, verb));
  }));
}
