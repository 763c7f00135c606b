// Instants as people here write them, on a Vietnamese wall clock.
const ZONE = "Asia/Ho_Chi_Minh";
const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function parts(instant) {
  return Object.fromEntries(PARTS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/** "09:00 ngày 22/11/2026". */
export function full(instant) {
  const { year, month, day, hour, minute } = parts(instant);
  return `${hour}:${minute} ngày ${day}/${month}/${year}`;
}

/** "09:00" today, "09:00 ngày 21/11" before. */
export function brief(instant, now) {
  const at = parts(instant);
  const clock = `${at.hour}:${at.minute}`;
  return dayNumber(instant) === dayNumber(now) ? clock : `${clock} ngày ${at.day}/${at.month}`;
}

function dayNumber(instant) {
  const { year, month, day } = parts(instant);
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86400000;
}

/** The heading under which a conversation of this instant is listed. */
export function age(instant, now) {
  const days = dayNumber(now) - dayNumber(instant);
  if (days <= 0) return "Hôm nay";
  if (days === 1) return "Hôm qua";
  return days <= 7 ? "7 ngày qua" : "Trước đó";
}
