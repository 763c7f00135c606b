// One's own chats and browsers: link a chat, see where one is signed in, shut out a lost phone.
import * as api from "./api.js";
import { el } from "./dom.js";

const WHEN = new Intl.DateTimeFormat("vi-VN", { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
const when = (instant) => (instant ? WHEN.format(new Date(instant)) : "");

/** The panel; it fills itself, and again after each change. */
export function owned(me, failed) {
  const panel = el("section", { className: "owned-panel", "aria-label": "Cuộc trò chuyện đã liên kết và nơi đang đăng nhập" });
  const draw = async (code = null) => {
    const [chats, browsers, consent] = await Promise.all([api.links(), api.browsers(), api.consent()]);
    const act = (work) => () => work().then(() => draw()).catch(failed);
    const asked = () => api.link().then(draw).catch(failed);
    panel.replaceChildren(...[
      el("h3", {}, "Liên kết Zalo, Telegram"),
      code ? told(code) : el("button", { type: "button", className: "button", onclick: asked }, "Lấy mã liên kết"),
      list(chats, (chat) => [chat.label, `Dùng lần cuối ${when(chat.seen_at)}, giữ đến ${when(chat.until)}`,
        "Hủy liên kết", act(() => api.unlink(chat.id))]),
      me.viewer.role === "citizen" ? agreeing(consent.agreed, (agreed) => act(() => api.consentTo(agreed))()) : null,
      el("h3", {}, "Nơi đang đăng nhập"),
      list(browsers.filter((one) => !one.current), (one) => ["Trình duyệt khác", `Đăng nhập lúc ${when(one.made_at)}`,
        "Đăng xuất ở đó", act(() => api.endBrowser(one.id))], "Chỉ có trình duyệt này."),
    ].filter(Boolean));
  };
  draw().catch(failed);
  return panel;
}

/** Sensitive data, one purpose, no tick by default, taken back as easily as given. */
function agreeing(agreed, change) {
  const box = el("input", { type: "checkbox", checked: agreed, onchange: () => change(box.checked) });
  return el("label", { className: "agree" }, box, el("span", {},
    "Tôi đồng ý nhận kết quả và hồ sơ sức khoẻ của mình (dữ liệu cá nhân nhạy cảm) qua Zalo, Telegram đã liên kết. Có thể bỏ đồng ý bất cứ lúc nào; không đồng ý vẫn được phục vụ như thường."));
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
