import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Makes `overlay` map the orders of a Parquet file; everything else is as shipped, and other sources are empty. */
export function writeOverlay(overlay: string, parquet: string): void {
  mkdirSync(join(overlay, "sources"), { recursive: true });
  writeFileSync(
    join(overlay, "sources/orders.sql"),
    `-- One row per order of the benchmark.
select
    order_id,
    customer_id,
    ordered_at,
    amount,
from read_parquet('${resolve(parquet).replaceAll("'", "''")}')
`,
  );
}

/** Edits of thresholds as an analyst would make them, while a page is open whose first card shows what becomes of it. */
export const EDITS: Readonly<Record<string, { page: string; card: string; change: string }>> = {
  "rfm_cuts/rfm": {
    page: "rfm",
    card: "rfm_grid",
    change: "case when measure = 'recency' then cut_at + 0.05 else cut_at end as cut_at",
  },
  pyramid_levels: { page: "pyramid", card: "pyramid", change: "customer_share * 1.1 as customer_share" },
  lifecycle_limits: { page: "lifecycle", card: "stages", change: "new_within_days - 30 as new_within_days" },
  score_tiers: {
    page: "index",
    card: "key_figures",
    change: `
    case tier_rank when 1 then lowest_total + 1 else lowest_total end as lowest_total,
    case tier_rank when 2 then highest_total + 1 else highest_total end as highest_total`,
  },
};

/** Puts one of `EDITS` into the overlay: the shipped file's rows with that change. */
export function editThreshold(overlay: string, root: string, name: string): void {
  const shipped = readFileSync(join(root, "sql/thresholds", `${name}.sql`), "utf8");
  const file = join(overlay, "thresholds", `${name}.sql`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${shipped.match(/^(--.*\n)+/)?.[0] ?? ""}select * replace (${EDITS[name]?.change})\nfrom (\n${shipped.replace(/;\s*$/, "")}\n)\n`,
  );
}
