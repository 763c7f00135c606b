// Who is asking: always to be seen, and on invented data to be changed by playing somebody.
import * as api from "./api.js";
import { byId, el, knob } from "./dom.js";
import { icon } from "./icons.js";
import { owned } from "./owned.js";
import { closeOutside } from "./sources.js";

/** The button in the bar: name, role, place. */
export function drawWho(me) {
  const viewer = me.viewer;
  const button = byId("who");
  const name = viewer?.display_name || "Khách";
  const role = viewer ? [viewer.role_label, viewer.facility || viewer.commune].filter(Boolean).join(" · ") : "Chưa đăng nhập";
  button.setAttribute("aria-label", viewer ? `Đang dùng với vai ${role}, ${name}. Đổi vai` : "Khách, chưa đăng nhập. Đăng nhập");
  button.replaceChildren(
    el("span", { className: "lines" }, el("span", { className: "name" }, name), el("span", { className: "role" }, role)),
    el("span", { className: viewer ? "disc" : "disc guest", "aria-hidden": "true" }, viewer ? initials(name) : icon("person")));
  byId("invented").hidden = !me.demo;
}

/** First letters of the last two words: Vietnamese given names come last. */
function initials(name) {
  const words = name.replace(/\(.*?\)/g, "").trim().split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return words.slice(-2).map((word) => word[0].toUpperCase()).join("");
}

/** The sheet that lists whom one may play, or says how one signs in. */
export function openPeople(me, changed, failed) {
  const dialog = byId("people");
  const back = document.activeElement;
  const act = async (work) => {
    try {
      await work();
      dialog.close();
      await changed();
    } catch (error) {
      dialog.close();
      failed(error);
    }
  };
  const out = me.viewer ? el("div", {}, el("button", { type: "button", className: "button", onclick: () => act(api.signOut) }, me.viewer.persona ? "Thôi đóng vai, làm khách" : "Đăng xuất")) : null;
  dialog.replaceChildren(
    el("div", { className: "dialog-head" },
      el("h2", { id: "people-title" }, me.demo ? "Đóng vai" : me.viewer ? "Tài khoản" : "Đăng nhập"), knob("close", "Đóng", () => dialog.close())),
    el("div", { className: "dialog-body" }, el("p", {}, lead(me)),
      el("ul", { className: "people" }, me.personas.map((persona) => el("li", {}, person(persona, me, act)))),
      me.signin.better ? el("p", {}, el("a", { className: "button main", href: "/signin?next=/" },
        me.viewer ? "Đăng nhập bằng định danh điện tử để xem hồ sơ" : "Đăng nhập")) : null,
      me.viewer ? owned(me, failed) : null, out));
  dialog.onclose = () => { if (back?.isConnected) back.focus(); };
  dialog.showModal();
}

function lead(me) {
  if (me.personas.length > 0) {
    return "Mọi người và mọi số liệu ở đây đều là giả lập. Chọn một vai để hỏi như người đó; mỗi vai chỉ thấy điều mình được phép.";
  }
  if (me.viewer) return `Bạn đang đăng nhập với vai ${me.viewer.role_label}.`;
  if (me.signin.open) return "Đăng nhập để hỏi về hồ sơ, lịch hẹn của mình hoặc phần việc của mình.";
  return "Trang này chưa mở đăng nhập. Bạn vẫn hỏi được những thông tin công khai.";
}

function person(persona, me, act) {
  const current = me.viewer?.persona === persona.name;
  const place = [persona.facility, persona.commune].filter(Boolean).join(" · ");
  return el("button", { type: "button", "aria-current": current ? "true" : undefined, onclick: () => act(() => api.play(persona.name)) },
    el("span", { className: "disc", "aria-hidden": "true" }, initials(persona.display_name)),
    el("span", {}, el("span", { className: "role" }, persona.role_label),
      el("span", { className: "name" }, persona.display_name), place ? el("span", { className: "place" }, place) : null));
}

export const preparePeople = () => closeOutside(byId("people"));
