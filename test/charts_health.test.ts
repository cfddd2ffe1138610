// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { completenessBars } from "../src/components/completeness_bars.ts";
import { coverageChart } from "../src/components/coverage_chart.ts";
import { tableCsv } from "../src/components/data_table.ts";
import { rejectionBars, sourceBars } from "../src/components/health_bars.ts";
import * as finding from "../src/components/health_findings.ts";
import * as tables from "../src/components/health_tables.ts";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const sources = [
  {
    source: "orders",
    rows_read: 1000,
    rows_accepted: 990,
    rows_rejected: 10,
    first_day: day("2023-01-01"),
    last_day: day("2025-12-31"),
  },
  {
    source: "customers",
    rows_read: 200,
    rows_accepted: 200,
    rows_rejected: 0,
    first_day: day("2022-05-01"),
    last_day: day("2025-10-01"),
  },
  { source: "points", rows_read: 0, rows_accepted: 0, rows_rejected: 0, first_day: null, last_day: null },
];
const mapped = sources.filter(({ rows_read }) => rows_read > 0);
const dated = mapped.flatMap(({ source, first_day, last_day }) =>
  first_day && last_day ? [{ source, first_day, last_day }] : [],
);
const rejections = [
  { source: "orders", reason: "missing_customer_id", rows_rejected: 3 },
  { source: "orders", reason: "repeated_order_id", rows_rejected: 7 },
];
const fill = (
  source: string,
  place: number,
  column_name: string,
  rows_filled: number,
  is_required = false,
  rows_unreadable = 0,
) => ({
  source,
  place,
  column_name,
  is_required,
  rows_accepted: source === "orders" ? 990 : 200,
  rows_filled,
  rows_unreadable,
});
const fills = [
  fill("orders", 1, "order_id", 990, true),
  fill("customers", 2, "region", 199),
  fill("customers", 1, "customer_id", 200, true),
  fill("orders", 12, "due_at", 99, false, 20),
  fill("orders", 7, "channel", 0),
  fill("points", 1, "customer_id", 0, true),
];
const shown = tables.ofMapped(fills, mapped);

describe("rows read", () => {
  test("source_bars", () => expect(sourceBars(mapped, { width: 500 })).toMatchSnapshot());

  test("the finding counts what was accepted, the note names what is empty", () => {
    expect(finding.sourcesFinding(sources)).toBe(
      "99.17% of 1,200 rows were accepted; the rest is kept with a reason",
    );
    expect(finding.sourcesFinding(sources.slice(1))).toBe("All 200 rows were accepted");
    expect(finding.unmappedNote(sources)).toMatch(/^No rows: Points\./);
    expect(finding.unmappedNote(mapped)).toBeUndefined();
  });
});

describe("reasons", () => {
  test("rejection_bars", () => expect(rejectionBars(rejections, mapped, { width: 500 })).toMatchSnapshot());

  test("the finding is the most frequent reason", () => {
    expect(finding.rejectionsFinding(rejections)).toBe(
      "The most frequent reason: “An order id used before”, 7 of 10 rejected rows",
    );
    expect(finding.rejectionsFinding([])).toBe("No row was rejected");
  });
});

describe("completeness", () => {
  test("completeness_bars", () => expect(completenessBars(shown, { width: 900 })).toMatchSnapshot());

  test("columns stand in the contract's order, and only those of sources with rows", () => {
    expect(shown.map(({ source, column_name }) => `${source}.${column_name}`)).toEqual([
      "orders.order_id",
      "orders.channel",
      "orders.due_at",
      "customers.customer_id",
      "customers.region",
    ]);
  });

  test("the finding names the emptiest column in use, not one that is not mapped", () => {
    expect(finding.completenessFinding(shown)).toBe(
      "2 of 5 columns are filled throughout; the emptiest in use is “Due date” of Orders, 10.0%",
    );
    expect(finding.completenessFinding(shown.slice(0, 2))).toBe(
      "1 of 2 columns are in use, each filled throughout",
    );
  });

  test("the note names what can't be read", () => {
    expect(finding.unreadableNote(shown)).toContain("Due date of Orders (20 rows)");
    expect(finding.unreadableNote(shown.slice(0, 2))).toMatch(/^0% means/);
  });

  test("its table says shares as they are", () => {
    expect(tableCsv(tables.completenessTable(shown)).split("\r\n")).toContain(
      "Orders,Due date,due_at,false,990,99,20,0.1",
    );
  });
});

describe("first and last day", () => {
  test("coverage_chart", () =>
    expect(coverageChart(dated, { width: 500, as_of: day("2025-12-31") })).toMatchSnapshot());

  test("the note names what ends more than a month before", () => {
    expect(finding.coverageFinding(dated)).toBe("Orders run from Jan 1, 2023 to Dec 31, 2025");
    expect(finding.staleNote(dated, day("2025-12-31"))).toBe(
      "Ends more than a month before that day: Customers (91 days).",
    );
    expect(finding.staleNote(dated, day("2025-10-31"))).toBeUndefined();
  });
});

test("checks that give a warning are counted", () => {
  const check = (failing_rows: number) => ({ check: "a", says: "A.", failing_rows, is_warning: true });
  expect(finding.checksFinding([check(0), check(0)])).toBe("All 2 checks hold");
  expect(finding.checksFinding([check(0), check(3)])).toBe("1 of 2 checks gives a warning");
});
