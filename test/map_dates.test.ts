import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DateOrder } from "../loaders/map/date_formats.ts";
import { lines, workspace } from "./map/workspace.ts";

/** Orders on these days, one a row, in the text given. */
function orders(days: string[]): string {
  const quoted = days.map((day, at) => `${at + 1},C${at % 3},"${day.replaceAll('"', '""')}",5`);
  return lines("order_id,customer_id,order_date,amount", ...quoted);
}

/** The days that staging reads out of a mapping, as it casts them. */
async function daysOf(days: string[], dateOrder?: DateOrder): Promise<unknown[]> {
  const files = await workspace({ "orders.csv": orders(days) });
  await files.map("orders.csv", { dateOrder });
  const { days: read } = await files.total(
    `list(coalesce(
       try_cast(ordered_at as timestamp),
       try_strptime(ordered_at, '%Y%m%d'),
       case when regexp_matches(ordered_at, '^[2-7][0-9]{4}([.][0-9]+)?$')
         then timestamp '1899-12-30' + to_seconds(round(ordered_at::double * 86400)::bigint) end
     )::varchar order by order_id::int) as days`,
  );
  return JSON.parse(String(read)) as unknown[];
}

describe("a way of writing days is found and comes out as the day it is", () => {
  const written: [string, string[], string[]][] = [
    ["2024-01-31", ["2024-01-31", "2024-02-01"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    ["2024/1/31 9:05", ["2024/1/31 9:05", "2024/2/1 23:59"], ["2024-01-31 09:05:00", "2024-02-01 23:59:00"]],
    ["2024-01-31T09:05:00Z", ["2024-01-31T09:05:00Z"], ["2024-01-31 09:05:00"]],
    [
      "the local day of an offset",
      ["2024-01-31T23:05:00+08:00", "2024-02-01T01:00:00-0500"],
      ["2024-01-31 23:05:00", "2024-02-01 01:00:00"],
    ],
    [
      "SQL Server's fractions",
      ["2024-01-31 09:05:00.000", "2024-01-31 09:05:00.1230000"],
      ["2024-01-31 09:05:00", "2024-01-31 09:05:00.123"],
    ],
    ["20240131", ["20240131", "20240201"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    [
      "20240131 with a clock",
      ["20240131 09:05:10", "20240201 10:00:00"],
      ["2024-01-31 09:05:10", "2024-02-01 10:00:00"],
    ],
    ["1/31/2024", ["1/31/2024", "2/1/2024"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    ["31/1/2024", ["31/1/2024", "1/2/2024"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    [
      "31-01-2024 09:05",
      ["31-01-2024 09:05", "01-02-2024 10:00"],
      ["2024-01-31 09:05:00", "2024-02-01 10:00:00"],
    ],
    ["31.1.2024", ["31.1.2024", "1.2.2024"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    [
      "points with nothing above 12",
      ["3.1.2024", "1.2.2024"],
      ["2024-01-03 00:00:00", "2024-02-01 00:00:00"],
    ],
    [
      "1/31/24 1:05 PM",
      ["1/31/24 1:05 PM", "2/1/24 12:00 AM"],
      ["2024-01-31 13:05:00", "2024-02-01 00:00:00"],
    ],
    [
      "12/1/10 8:26, as Online Retail",
      ["12/1/10 8:26", "12/13/10 17:01"],
      ["2010-12-01 08:26:00", "2010-12-13 17:01:00"],
    ],
    ["2024年1月31日", ["2024年1月31日", "2024年02月01日"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    [
      "2024年1月31日 9:05",
      ["2024年1月31日 9:05", "2024年2月1日 10:00"],
      ["2024-01-31 09:05:00", "2024-02-01 10:00:00"],
    ],
    ["31-Jan-2024", ["31-Jan-2024", "01-Feb-2024"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    ["Jan 31, 2024", ["Jan 31, 2024", "Feb 1, 2024"], ["2024-01-31 00:00:00", "2024-02-01 00:00:00"]],
    [
      "January 31, 2024",
      ["January 31, 2024", "February 1, 2024"],
      ["2024-01-31 00:00:00", "2024-02-01 00:00:00"],
    ],
    ["Excel's serial days", ["45322", "45323.5"], ["2024-01-31 00:00:00", "2024-02-01 12:00:00"]],
    ["seconds since 1970", ["1706691900", "1706745600"], ["2024-01-31 09:05:00", "2024-02-01 00:00:00"]],
    [
      "milliseconds since 1970",
      ["1706691900000", "1706745600000"],
      ["2024-01-31 09:05:00", "2024-02-01 00:00:00"],
    ],
    [
      "two ways in one column",
      ["2024-01-31", "1.2.2024", "20240202"],
      ["2024-01-31 00:00:00", "2024-02-01 00:00:00", "2024-02-02 00:00:00"],
    ],
    [
      "an ISO clock beside 2/13/2024",
      ["2024-01-31 10:00:00", "2/13/2024"],
      ["2024-01-31 10:00:00", "2024-02-13 00:00:00"],
    ],
  ];

  test.each(written)("%s", async (_, texts, days) => {
    expect(await daysOf(texts)).toEqual(days);
  });
});

describe("day or month first", () => {
  const open = ["1/2/2024", "3/4/2024", "5/6/2024"];

  test("open: fails with the option that settles it", async () => {
    const files = await workspace({ "orders.csv": orders(open) });
    const error = await files.map("orders.csv").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: expect.stringContaining("Whether order_date has the day or the month first cannot be told"),
      fix: expect.stringContaining("--date-order dmy"),
    });
  });

  test.each([
    ["dmy", "2024-02-01 00:00:00"],
    ["mdy", "2024-01-02 00:00:00"],
  ] as const)("--date-order %s settles it", async (order, first) => {
    expect((await daysOf(open, order))[0]).toBe(first);
  });

  test("so does a person", async () => {
    const files = await workspace({ "orders.csv": orders(open) });
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return "dmy";
    };
    await files.map("orders.csv", { ask });
    expect(asked).toEqual(["Is the day or the month first in order_date, as in 1/2/2024?"]);
    expect((await files.rows())[0]?.ordered_at).toBe("2024-02-01");
  });

  test("rows in order of time tell", async () => {
    const days = ["1/11/2024", "2/11/2024", "3/11/2024", "4/11/2024", "1/12/2024", "2/12/2024", "3/12/2024"];
    expect((await daysOf(days))[0]).toBe("2024-11-01 00:00:00");
  });

  test("another column of the file tells", async () => {
    const rows = open.map((day, at) => `${at},C1,${day},${20 + at}/1/2024,5`);
    const files = await workspace({
      "orders.csv": lines("order_id,customer_id,order_date,ship_date,amount", ...rows),
    });
    const { printed } = await files.map("orders.csv");
    expect((await files.rows())[0]?.ordered_at).toBe("2024-02-01");
    expect(printed).toContain("as in ship_date");
  });

  test("a column that mixes both is not guessed at", async () => {
    const files = await workspace({ "orders.csv": orders(["31/1/2024", "1/31/2024", "2/2/2024"]) });
    await expect(files.map("orders.csv")).rejects.toThrow(/mixes two orders: 31\/1\/2024 .* 1\/31\/2024/);
  });

  test("the last of many rows may be the one that tells", async () => {
    const days = Array.from({ length: 30_000 }, (_, at) => `${(at % 12) + 1}/${((at * 7) % 12) + 1}/2024`);
    expect((await daysOf([...days, "25/3/2024"])).at(-1)).toBe("2024-03-25 00:00:00");
  });
});

test("a day that cannot be read is passed on as it was, and said", async () => {
  const files = await workspace({
    "orders.csv": orders(["1/31/2024", "yesterday", "2/30/2024", "2/1/2024"]),
  });
  const { printed } = await files.map("orders.csv");
  const days = (await files.rows()).map(({ ordered_at }) => ordered_at);
  expect(days).toEqual(["2024-01-31", "yesterday", "2/30/2024", "2024-02-01"]);
  expect(printed).toContain("2 with an unreadable day");
});

test("every day comes back, however it is written", async () => {
  const formats: ((day: Date) => string)[] = [
    (day) => `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`,
    (day) => `${day.getUTCDate()}.${day.getUTCMonth() + 1}.${day.getUTCFullYear()}`,
    (day) => `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`,
    (day) => day.toISOString().slice(0, 10).replaceAll("-", ""),
    (day) => String(Math.round(day.getTime() / 86_400_000) + 25_569),
  ];
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-12-31"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: 3, maxLength: 30 }),
      fc.constantFrom(...formats),
      async (days, write) => {
        const whole = [...days, new Date("2024-01-31")].map((one) => one.toISOString().slice(0, 10));
        const read = await daysOf(whole.map((one) => write(new Date(one))));
        expect(read).toEqual(whole.map((one) => `${one} 00:00:00`));
      },
    ),
    { numRuns: 12 },
  );
});
