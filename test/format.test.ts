import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

type Format = typeof import("../src/components/format.ts");

/** The formats as a page in that language has them. */
async function formatsOf(lang: string): Promise<Format> {
  vi.resetModules();
  const about = JSON.stringify({ as_of: "2025-12-31", currency: lang === "en" ? "USD" : "CNY", fewest: 5 });
  vi.stubGlobal("document", { documentElement: { lang }, getElementById: () => ({ textContent: about }) });
  return import("../src/components/format.ts");
}

afterEach(() => vi.unstubAllGlobals());

describe("in English", () => {
  let format: Format;
  beforeEach(async () => {
    format = await formatsOf("en");
  });

  test("numbers", () => {
    expect([
      format.formatCount(12345),
      format.formatShort(1_234_567),
      format.formatShort(987),
      format.formatNumber(2.345),
    ]).toEqual(["12,345", "1.23M", "987", "2.35"]);
  });

  test("amounts in the reporting currency", () => {
    expect([
      format.formatMoney(1_234_567),
      format.formatMoneyInFull(1234.5),
      format.formatMoney(-950),
      format.formatMoney(3.2),
    ]).toEqual(["$1.23M", "$1,234.50", "-$950", "$3.20"]);
  });

  test("a share is never rounded to nothing or to all", () => {
    expect([0.1234, 0, 1, 0.0001, 0.9999].map((share) => format.formatShare(share))).toEqual([
      "12.3%",
      "0.0%",
      "100.0%",
      "<0.1%",
      ">99.9%",
    ]);
  });

  test("changes with their sign", () => {
    expect([
      format.formatChange(0.123),
      format.formatChange(-0.04),
      format.formatChange(0),
      format.formatPoints(0.012),
    ]).toEqual(["+12.3%", "−4.0%", "0.0%", "+1.2 pp"]);
  });

  test("days are those of the data, whatever the clock's zone", () => {
    const day = new Date("2025-01-01T00:00:00Z");
    expect([
      format.formatDay(day),
      format.formatMonth(day),
      format.formatMonthTick(day),
      format.isoDay(day),
    ]).toEqual(["Jan 1, 2025", "Jan 2025", "Jan\n2025", "2025-01-01"]);
  });

  test("what is missing is a dash, a hidden count says how few", () => {
    expect([
      format.formatMoney(null),
      format.formatShare(undefined),
      format.formatCount(Number.NaN),
      format.formatCustomers(null),
    ]).toEqual(["–", "–", "–", "hidden"]);
  });

  test("counting words follow their number", async () => {
    const { message } = await import("../src/messages/index.ts");
    expect([message("shell.customers", { count: 1 }), message("shell.customers", { count: 1200 })]).toEqual([
      "1 customer",
      "1,200 customers",
    ]);
  });
});

describe("in Chinese", () => {
  let format: Format;
  beforeEach(async () => {
    format = await formatsOf("zh-CN");
  });

  test("numbers are shortened by ten thousands", () => {
    expect([1_200_000, 12_345, 9999, 250_000_000].map((number) => format.formatShort(number))).toEqual([
      "120 万",
      "1.23 万",
      "9,999",
      "2.5 亿",
    ]);
  });

  test("amounts, days, hidden counts and points", () => {
    const day = new Date("2025-12-31T00:00:00Z");
    expect([
      format.formatMoney(1_200_000),
      format.formatDay(day),
      format.formatMonth(day),
      format.formatCustomers(null),
      format.formatPoints(-0.02),
    ]).toEqual(["¥120 万", "2025年12月31日", "2025年12月", "隐去", "−2.0 个百分点"]);
  });

  test("counting words have one form", async () => {
    const { message, label } = await import("../src/messages/index.ts");
    expect([
      message("shell.customers", { count: 1 }),
      label("score_tier", "top"),
      label("segment", "my_own_key"),
    ]).toEqual(["1 位客户", "顶级", "my_own_key"]);
  });
});
