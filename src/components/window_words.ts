import { message } from "../messages/index.js";

/** The window that frequency and revenue look back over: "last 365 days"; null is all history. */
export function windowWords(days: number | null): string {
  return days === null ? message("report.all_history") : message("report.last_days", { days });
}
