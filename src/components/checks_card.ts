import { label, message } from "../messages/index.js";
import { tableOf } from "./data_table.js";
import { type CheckResult, checksFinding } from "./health_findings.js";
import { tableCard } from "./table_card.js";

/** Every check and what it found, those that found something first. */
export function checksCard(checks: readonly CheckResult[]): HTMLElement {
  const sorted = [...checks].sort(
    (a, b) => b.failing_rows - a.failing_rows || a.check.localeCompare(b.check),
  );
  return tableCard({
    name: "checks",
    title: checksFinding(checks),
    subtitle: message("health.checks_subtitle"),
    table: tableOf(sorted, [
      { name: "check", label: message("health.check"), value: (row) => sentence(row) },
      {
        name: "failing_rows",
        label: message("health.result"),
        value: (row) => row.failing_rows,
        format: (rows: number) =>
          rows === 0 ? message("health.holds") : message("health.fails", { count: rows }),
      },
      {
        name: "file",
        label: message("health.check_file"),
        value: (row) => `sql/checks/${row.check}.sql`,
        isCode: true,
      },
    ]),
  });
}

/** What holds, in the reader's language; a check that the company added says it in the words of its file. */
function sentence({ check, says }: CheckResult): string {
  const text = label("check", check);
  return text === check ? says : text;
}
