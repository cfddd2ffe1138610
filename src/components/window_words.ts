import { message } from "../messages/index.js";

/** What a mart's rows say of the window that frequency and revenue look back over; no number of days is all history. */
export interface Window {
  window_days: number | null;
  window_is_fiscal_year?: boolean;
}

/** The window: "last 365 days", "fiscal year so far", "all history". */
export function windowWords({ window_days, window_is_fiscal_year = false }: Window): string {
  if (window_is_fiscal_year) return message("report.fiscal_year");
  return window_days === null
    ? message("report.all_history")
    : message("report.last_days", { days: window_days });
}
