// The house as the page sees it: every call, its CSRF header, and errors as sentences.

/** The house was not reached at all. */
export class Unreached extends Error {}

/** The house said no, with a sentence for a person. */
export class Refused extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

const PUZZLED = "Hệ thống đang trục trặc. Xin thử lại sau ít phút.";
let csrf = "";
let who = "";

async function once(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = csrf;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin",
    });
  } catch {
    throw new Unreached("Không kết nối được. Xin kiểm tra mạng.");
  }
}

async function call(method, path, body) {
  let response = await once(method, path, body);
  if (response.status === 403 && (await codeOf(response)) === "csrf") {
    // The session ended or another tab began one. Nothing is sent on in the name of somebody else.
    const before = who;
    await me();
    if (who !== before) throw new Refused(403, "changed", "Phiên làm việc đã đổi sang người khác. Xin xem lại rồi gửi lại câu hỏi.");
    response = await once(method, path, body);
  }
  if (response.status === 204) return null;
  const said = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, said?.error?.code ?? "", said?.error?.message ?? PUZZLED);
  return said;
}

async function codeOf(response) {
  const said = await response.clone().json().catch(() => null);
  return said?.error?.code ?? "";
}

/** Who is asking, what they may be told first, and whom one may play. */
export async function me() {
  const known = await call("GET", "/api/me");
  csrf = known.csrf;
  who = known.viewer ? `${known.viewer.role} ${known.viewer.persona} ${known.viewer.display_name}` : "";
  return known;
}

const talk = (id) => `/api/conversations/${encodeURIComponent(id)}`;
const turn = (id) => `/api/turns/${encodeURIComponent(id)}`;

export const play = (name) => call("POST", "/api/signin/persona", { name });
export const signOut = () => call("POST", "/api/signout");
export const link = () => call("POST", "/api/links");
export const links = () => call("GET", "/api/links");
export const unlink = (id) => call("DELETE", `/api/links/${encodeURIComponent(id)}`);
export const browsers = () => call("GET", "/api/sessions");
export const endBrowser = (id) => call("DELETE", `/api/sessions/${encodeURIComponent(id)}`);
export const consent = () => call("GET", "/api/consents/messenger");
export const consentTo = (agreed) => call("PUT", "/api/consents/messenger", { agreed });
export const talks = () => call("GET", "/api/conversations");
export const messages = (id) => call("GET", `${talk(id)}/messages`);
export const rename = (id, title) => call("PATCH", talk(id), { title });
export const remove = (id) => call("DELETE", talk(id));
export const ask = (conversation, text, eventId) =>
  call("POST", "/api/messages", { conversation, text, event_id: eventId });
export const stop = (id) => call("POST", `${turn(id)}/stop`);
export const judge = (id, thumb, reason) => call("POST", `${turn(id)}/feedback`, { thumb, reason });
export const eventsPath = (id, after) => `${turn(id)}/events?after=${after}`;
