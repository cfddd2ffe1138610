import { formatMonthTick } from "./format.js";

/** A tick on an axis of months; the year stands under each January and under the first tick. */
export function monthTick(day: Date, isFirst: boolean): string {
  const tick = formatMonthTick(day);
  if (!isFirst || tick.includes("\n")) return tick;
  return `${tick}\n${formatMonthTick(new Date(Date.UTC(day.getUTCFullYear(), 0))).split("\n")[1]}`;
}

/** Ticks on an axis of months: every other month, or every half year, and always January with its year. */
export function monthTicks(months: readonly Date[], isNarrow: boolean): (day: Date) => string {
  const every = isNarrow ? 6 : months.length > 14 ? 2 : 1;
  return (day) => (day.getUTCMonth() % every === 0 ? formatMonthTick(day) : "");
}
