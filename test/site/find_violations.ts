import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical on the page: the rule and the first elements. */
export async function findViolations(tab: Page): Promise<string[]> {
  await tab.evaluate(axe);
  const violations = (await tab.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => {
      const examples = nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `  ${html.slice(0, 160)}\n  ${failureSummary}`);
      return `${id} (${nodes.length}): ${help}\n${examples.join("\n")}`;
    });
}
