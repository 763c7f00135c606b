// What a screen reader hears: once, when an answer is whole; streamed pieces are never read out.
import { byId } from "./dom.js";

const LONGEST = 1200;

function say(region, text) {
  region.textContent = "";
  // A region that gets the same words twice is read again only when it was empty in between.
  setTimeout(() => { region.textContent = text.slice(0, LONGEST); }, 60);
}

export const tell = (text) => say(byId("polite"), text);
export const alarm = (text) => say(byId("urgent"), text);
