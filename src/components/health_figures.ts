import { message } from "../messages/index.js";
import { element } from "./element.js";
import { formatCount, formatShare } from "./format.js";
import { type CheckResult, type SourceHealth, totals } from "./health_findings.js";
import { plainFigures } from "./plain_figures.js";

export interface HealthFiguresOptions {
  sources: readonly SourceHealth[];
  checks: readonly CheckResult[];
}

/** The state of the data in four numbers. */
export function healthFigures({ sources, checks }: HealthFiguresOptions): HTMLElement {
  const { read, accepted, rejected, mapped } = totals(sources);
  const warnings = checks.filter(({ failing_rows }) => failing_rows > 0).length;
  return plainFigures([
    {
      name: message("health.rows_read"),
      value: formatCount(read),
      note: message("health.from_sources", { mapped, sources: sources.length }),
    },
    {
      name: message("health.rows_accepted"),
      value: formatCount(accepted),
      note: message("health.of_all_rows", { share: shareOf(accepted, read) }),
    },
    {
      name: message("health.rows_rejected"),
      value: formatCount(rejected),
      note: message("health.of_all_rows", { share: shareOf(rejected, read) }),
    },
    {
      name: message("health.checks"),
      value: message("health.of_checks", { holding: checks.length - warnings, count: checks.length }),
      note: warnings === 0 ? message("health.no_warning") : message("health.warnings", { count: warnings }),
    },
  ]);
}

/** Stands where the reasons would be when there are none. */
export function nothingRejected(): HTMLElement {
  return element(
    "section",
    { class: "card", id: "rejections" },
    element("h2", {}, message("health.none_rejected")),
    element("p", { class: "subtitle" }, message("health.none_rejected_text")),
  );
}

// Rejections are rare: two digits, but none for all and nothing.
function shareOf(rows: number, all: number): string {
  if (all === 0) return formatShare(null);
  return formatShare(rows / all, rows === 0 || rows === all ? 0 : 2);
}
