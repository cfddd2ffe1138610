import { label, message } from "../messages/index.js";
import { formatCount, formatShare } from "./format.js";
import type { Rejection, SourceHealth } from "./health_findings.js";
import { labelledBars } from "./labelled_bars.js";
import { down } from "./palette.js";

/** Rows read per source: accepted, and rejected at the bar's end. */
export function sourceBars(sources: readonly SourceHealth[], { width }: { width: number }): SVGSVGElement {
  const bars = sources.map(({ source, rows_read, rows_accepted, rows_rejected }) => ({
    label: label("source", source),
    note:
      rows_rejected === 0
        ? message("health.read_note", { count: rows_read })
        : message("health.rejected_note", {
            count: rows_read,
            rejected: rows_rejected,
            share: formatShare(rows_rejected / rows_read, 2),
          }),
    value: rows_accepted,
    rest: rows_rejected,
  }));
  return labelledBars(bars, { width, restColour: down });
}

/** Rejected rows per source and reason, the most frequent reason of a source first. */
export function rejectionBars(
  rejections: readonly Rejection[],
  sources: readonly SourceHealth[],
  { width }: { width: number },
): SVGSVGElement {
  const bars = sources.flatMap(({ source, rows_read }) =>
    rejections
      .filter((rejection) => rejection.source === source)
      .sort((a, b) => b.rows_rejected - a.rows_rejected)
      .map(({ reason, rows_rejected }, index) => ({
        label: label("reason", reason),
        note: message("health.rejection_note", {
          rows: formatCount(rows_rejected),
          share: formatShare(rows_rejected / rows_read, 2),
        }),
        value: rows_rejected,
        ...(index === 0 && { heading: label("source", source) }),
      })),
  );
  return labelledBars(bars, { width, colour: down });
}
