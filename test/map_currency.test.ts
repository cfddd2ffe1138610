import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { mapFiles } from "../loaders/map/map_files.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "tierboard-currency-"));
  mkdirSync(join(root, "sql/thresholds"), { recursive: true });
  cpSync("sql/thresholds/calendar.sql", join(root, "sql/thresholds/calendar.sql"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The files that mapping orders in these currencies writes, by their path in the overlay. */
async function written(currencies: string[]): Promise<string[]> {
  const lines = currencies.map(
    (currency, index) => `o${index},c${index % 3},2025-03-0${1 + index},1${index}.50,${currency}`,
  );
  writeFileSync(
    join(root, "orders.csv"),
    ["order_id,customer_id,ordered_at,amount,currency", ...lines, ""].join("\n"),
  );
  const overlay = join(root, "overlay");
  const { written: files } = await mapFiles(["orders.csv"], { root, overlay });
  return files.map((file) => file.slice(file.indexOf("overlay/") + "overlay/".length)).sort();
}

it("reports in the currency of the orders when none of them is in the shipped one", async () => {
  expect(await written(["CNY", "cny", "EUR", "CNY"])).toEqual([
    "sources/orders.sql",
    "thresholds/calendar.sql",
  ]);
  expect(readFileSync(join(root, "overlay/thresholds/calendar.sql"), "utf8")).toContain(
    "'CNY' as reporting_currency",
  );
});

it("leaves the calendar alone when orders are in the shipped currency", async () => {
  expect(await written(["CNY", "USD", "CNY", "CNY"])).toEqual(["sources/orders.sql"]);
});

it("leaves a calendar that the overlay has alone", async () => {
  mkdirSync(join(root, "overlay/thresholds"), { recursive: true });
  writeFileSync(join(root, "overlay/thresholds/calendar.sql"), "-- mine\nselect 1 as one\n");
  expect(await written(["CNY", "CNY", "CNY", "CNY"])).toEqual(["sources/orders.sql"]);
  expect(readFileSync(join(root, "overlay/thresholds/calendar.sql"), "utf8")).toContain("-- mine");
});
