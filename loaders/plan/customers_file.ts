import { constants, copyFileSync, existsSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.ts";
import { siteId } from "./published.ts";
import { TIER_MODELS, text } from "./state.ts";

/** Refuses a file for customers that exists, or that a build would publish or a reader of the site could fetch. */
export function refusePlace(file: string, { root, out }: { root: string; out: string }): void {
  const mistake = (problem: string, fix: string) => new UserError(problem, { place: { file }, fix });
  if (existsSync(file))
    throw mistake(`${file} exists already`, "choose another name, or move it away: nothing is written over");
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw mistake(`there is no folder ${dirname(file)}`, "make it, or choose another");
  const real = realpathSync(folder);
  const closed = [resolve(root, out), resolve(root, "src")];
  const isBelow = (place: string) =>
    existsSync(place) && !/^\.\.(?:[\\/]|$)/.test(relative(realpathSync(place), real) || ".");
  for (let place = real; ; place = dirname(place)) {
    if (closed.some(isBelow) || siteId(place))
      throw mistake(
        `${file} lies in ${relative(process.cwd(), place) || place}, which is published or part of what is`,
        "choose a folder outside of the site: these rows are of single customers",
      );
    if (dirname(place) === place) return;
  }
}

/** Writes the customers whose tier changes in any tier model, one row each, as CSV. A text is never a formula. */
export async function writeCustomers(connection: DuckDBConnection, file: string): Promise<void> {
  const making = join(dirname(file), `.${basename(file)}.writing-${process.pid}`);
  const known = await connection.runAndReadAll(
    "select distinct model from (from before.tiers union all from after.tiers)",
  );
  const models = TIER_MODELS.filter((model) => known.getRows().some(([name]) => name === model));
  const tiers = models.map((model) => `old.${model} as ${model}_before, new.${model} as ${model}_after`);
  const changes = models.map((model) => `old.${model} is distinct from new.${model}`);
  try {
    await connection.run(`
        copy (
            select
                case when regexp_matches(customer_id, '^[=+@\\t\\r-]') then '''' else '' end || customer_id as "\uFEFFcustomer_id",
                ${tiers.join(", ")}, old.revenue as revenue_before, new.revenue as revenue_after
            from before.customers as old full join after.customers as new using (customer_id)
            where ${changes.join(" or ")}
            order by customer_id
        ) to ${text(making)} (format csv, header)`);
    copyFileSync(making, file, constants.COPYFILE_EXCL);
  } finally {
    rmSync(making, { force: true });
  }
}
