// The events of one turn, in order, each once, across lost connections: it always asks for what comes after the last seen.
import { eventsPath } from "./api.js";

const ENDS = new Set(["RUN_FINISHED", "RUN_ERROR"]);
const LONGEST_WAIT = 8000;

/**
 * Follow a turn until it ends.
 *
 * @param {string} turnId
 * @param {{event: (event: object) => void, lost: () => void, found: () => void, gone: () => void}} hear
 *   `gone` is called when the house does not know the turn, or not for this person.
 * @returns {() => void} stops following.
 */
export function follow(turnId, hear) {
  const control = new AbortController();
  run(turnId, hear, control.signal);
  return () => control.abort();
}

async function run(turnId, hear, signal) {
  let last = 0;
  let tries = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(eventsPath(turnId, last), { signal, headers: { Accept: "text/event-stream" } });
      if (response.status === 404 || response.status === 401) return hear.gone();
      if (!response.ok) throw new Error("not now");
      if (tries > 0) hear.found();
      let held = [];
      for await (const { id, data } of frames(response.body)) {
        tries = 0;
        held.push(JSON.parse(data));
        // Only the last event of a row carries the row's number: what was cut off before it comes again whole.
        if (id === 0) continue;
        const row = held;
        held = [];
        if (id <= last) continue;
        last = id;
        row.forEach(hear.event);
        if (row.some((event) => ENDS.has(event.type))) return undefined;
      }
    } catch {
      if (signal.aborted) return undefined;
    }
    tries += 1;
    if (tries > 1) hear.lost();
    await pause(Math.min(LONGEST_WAIT, 300 * 2 ** tries), signal);
  }
  return undefined;
}

/** Waits, but not longer than until the network is back. */
function pause(milliseconds, signal) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** Server-sent events of a byte stream as `{id, data}`; comments are skipped. */
export async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value.replaceAll("\r\n", "\n");
    let cut = held.indexOf("\n\n");
    while (cut >= 0) {
      const found = frame(held.slice(0, cut));
      held = held.slice(cut + 2);
      if (found) yield found;
      cut = held.indexOf("\n\n");
    }
  }
}

function frame(text) {
  let id = 0;
  const data = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("id:")) id = Number(line.slice(3).trim());
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length > 0 ? { id, data: data.join("\n") } : null;
}
