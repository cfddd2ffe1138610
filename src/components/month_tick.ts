import { formatMonthTick } from "./format.js";

/** A tick on an axis of months; the year stands under each January and under the first tick. */
export function monthTick(day: Date, isFirst: boolean): string {
  const tick = formatMonthTick(day);
  if (!isFirst || tick.includes("\n")) return tick;
  return `${tick}\n${formatMonthTick(new Date(Date.UTC(day.getUTCFullYear(), 0))).split("\n")[1]}`;
}
