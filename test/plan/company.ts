import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exportMarts } from "../../loaders/export.ts";
import { makePlan, type PlanOptions } from "../../loaders/plan/make_plan.ts";
import type { Plan } from "../../loaders/plan/plan.ts";
import { recordPublished } from "../../loaders/plan/published.ts";
import { silentProgress } from "../../loaders/progress.ts";
import { buildWarehouse } from "../../loaders/warehouse.ts";
import { root } from "../warehouse/build.ts";

/** A company in a folder of its own: an overlay, a warehouse, and a site that is data alone. */
export interface Company {
  folder: string;
  overlay: string;
  warehouse: string;
  out: string;
  /** Writes files of the overlay, by path; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void;
  build(): Promise<void>;
  /** What `npm run build` does, without the pages. */
  publish(): Promise<void>;
  plan(options?: Partial<PlanOptions>): Promise<Plan>;
  /** The same company once more, to change. */
  copy(): Company;
}

const made: string[] = [];

/** Takes away the folders of all companies. */
export function removeCompanies(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function makeCompany(files: Readonly<Record<string, string>> = {}): Company {
  const folder = mkdtempSync(join(tmpdir(), "tierboard-plan-test-"));
  made.push(folder);
  const overlay = join(folder, "overlay");
  const warehouse = join(folder, "warehouse.duckdb");
  const out = join(folder, "site");
  const company: Company = {
    ...{ folder, overlay, warehouse, out },
    write(changes) {
      for (const [path, text] of Object.entries(changes)) {
        const file = join(overlay, path);
        mkdirSync(dirname(file), { recursive: true });
        if (text === null) rmSync(file, { force: true });
        else writeFileSync(file, text);
      }
    },
    build: async () => void (await buildWarehouse({ root, overlay, warehouse })),
    async publish() {
      await company.build();
      await recordPublished({ warehouse, out }, async () => {
        const { files: data } = await exportMarts(warehouse);
        rmSync(join(out, "en"), { recursive: true, force: true });
        mkdirSync(join(out, "en", "data"), { recursive: true });
        for (const [name, content] of data) {
          const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
          writeFileSync(join(out, "en", "data", name.replace(/\.(\w+)$/, `.${hash}.$1`)), content);
        }
      });
    },
    plan: (options) => makePlan({ root, overlay, warehouse, out, progress: silentProgress, ...options }),
    copy() {
      const other = makeCompany();
      cpSync(folder, other.folder, { recursive: true });
      return other;
    },
  };
  company.write(files);
  return company;
}

/** A shipped threshold with texts replaced. */
export function threshold(name: string, changes: Readonly<Record<string, string>> = {}): string {
  let sql = readFileSync(join(root, `sql/thresholds/${name}.sql`), "utf8");
  for (const [text, replacement] of Object.entries(changes)) {
    if (!sql.includes(text)) throw new Error(`${name}.sql has no ${text}`);
    sql = sql.replace(text, replacement);
  }
  return sql;
}

/** Cut points by hand: recency 10, 20, 30 and 40 days, 2 to 5 orders, 200 to 500 in revenue. */
export function fixedCuts({ r4 = 20 }: { r4?: number } = {}): string {
  const recency = [10, r4, 30, 40];
  const changes: Record<string, string> = {};
  for (const [index, score] of [5, 4, 3, 2].entries()) {
    const share = ["0.2", "0.4", "0.6", "0.8"];
    changes[`'recency', 'quantile', ${score}, ${share[index]}`] =
      `'recency', 'fixed', ${score}, ${recency[index]}`;
    changes[`'frequency', 'quantile', ${score}, ${share[3 - index]}`] =
      `'frequency', 'fixed', ${score}, ${score}`;
    changes[`'monetary', 'quantile', ${score}, ${share[3 - index]}`] =
      `'monetary', 'fixed', ${score}, ${score * 100}`;
  }
  return threshold("rfm_cuts/rfm", changes);
}

/**
 * Three kinds of customers, as of 2025-12-31, under the cut points by hand:
 * 6 "recent", 15 days ago, 1 order of 100: R4 F1 M1, general, promising;
 * 8 "best", 5 days ago, 5 orders of 200: R5 F5 M5, top, champions;
 * 7 "late", 35 days ago, 1 order of 250: R2 F1 M2, dormant, hibernating.
 * One of the best ordered on the day itself, which makes it the as-of day.
 */
export const ORDERS = `-- One row per order.
select
    kind || number || '-' || turn as order_id,
    kind || '-' || number as customer_id,
    date '2025-12-31' - case when kind = 'best' and number = 1 and turn = 1 then 0 else days_ago end as ordered_at,
    amount,
from (values ('recent', 6, 1, 15, 100), ('best', 8, 5, 5, 200), ('late', 7, 1, 35, 250))
    as kinds (kind, customers, orders, days_ago, amount)
cross join unnest(range(1, customers + 1)) as numbers (number)
cross join unnest(range(1, orders + 1)) as turns (turn)
`;
