import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masksOf, readMasks } from "../loaders/map/masks.ts";
import { decideNumbers } from "../loaders/map/number_formats.ts";
import { openQuery } from "../loaders/map/query.ts";
import { quoteText } from "../loaders/map/sql_text.ts";
import { lines, workspace } from "./map/workspace.ts";

/** Orders of these amounts, tabs between. */
function orders(amounts: string[]): string {
  return lines(
    "order_id\tcustomer_id\torder_date\tamount",
    ...amounts.map((amount, at) => `${at + 1}\tC${at}\t2024-01-02\t${amount}`),
  );
}

async function amountsOf(amounts: string[], decimal?: "comma" | "point"): Promise<(string | null)[]> {
  const files = await workspace({ "orders.tsv": orders(amounts) });
  await files.map("orders.tsv", { decimal });
  const rows = await files.rows();
  return rows.map(({ amount }) => (amount === null ? null : String(amount)));
}

describe("a way of writing amounts is found and comes out as the number it is", () => {
  test.each([
    ["plain", ["12.5", "-3", "0.125", "7"], [12.5, -3, 0.125, 7]],
    ["thousands", ["1,234.50", "12", "1,234,567.89"], [1234.5, 12, 1234567.89]],
    ["decimal comma", ["12,5", "3", "1.234,56"], [12.5, 3, 1234.56]],
    ["decimal comma with parted millions", ["1.234.567,5", "0,123"], [1234567.5, 0.123]],
    [
      "blanks for thousands",
      ["1 234,50", "12,00", "2\u00a0345,00", "3\u202f456,10"],
      [1234.5, 12, 2345, 3456.1],
    ],
    ["Swiss", ["1'234.50", "12.05"], [1234.5, 12.05]],
    ["yuan", ["¥1,234.50", "￥8.00", "12元"], [1234.5, 8, 12]],
    ["dollars", ["$1,234.50", "-$8.00"], [1234.5, -8]],
    ["euros behind", ["1.234,50 €", "8,00 €"], [1234.5, 8]],
    ["currency words", ["USD 12.00", "USD 1,000.00"], [12, 1000]],
    ["accountants' negatives", ["(12.50)", "3.00"], [-12.5, 3]],
    ["minus behind", ["12.50-", "3.00"], [-12.5, 3]],
    ["India", ["12,34,567.50", "1,23,456", "1,234"], [1234567.5, 123456, 1234]],
    ["whole thousands", ["1,234", "56", "7,890"], [1234, 56, 7890]],
    ["three decimals", ["1.234", "1567.250"], [1.234, 1567.25]],
  ])("%s", async (_, written, numbers) => {
    expect((await amountsOf(written)).map(Number)).toEqual(numbers);
  });
});

describe("decimals or thousands", () => {
  test("open: fails with the option that settles it", async () => {
    const files = await workspace({ "orders.tsv": orders(["1.234", "5.678"]) });
    await expect(files.map("orders.tsv")).rejects.toMatchObject({
      message: "Whether 1.234 in amount has decimals or thousands cannot be told from its values.",
      fix: expect.stringContaining("--decimal"),
    });
  });

  test.each([
    ["comma", [1234, 5678]],
    ["point", [1.234, 5.678]],
  ] as const)("--decimal %s settles it", async (decimal, numbers) => {
    expect((await amountsOf(["1.234", "5.678"], decimal)).map(Number)).toEqual(numbers);
  });

  test("so does a person", async () => {
    const files = await workspace({ "orders.tsv": orders(["1.234", "5.678"]) });
    await files.map("orders.tsv", { ask: async (_, choices) => choices[1]?.key });
    expect((await files.rows()).map(({ amount }) => Number(amount))).toEqual([1234, 5678]);
  });

  test("commas between semicolons are not taken for thousands unseen", () => {
    expect(decideNumbers(masksOf(["1,234", "5,678"]), { delimiter: ";" })).toHaveProperty("ambiguous");
    expect(decideNumbers(masksOf(["1,234", "5,678"]), { delimiter: "," })).toMatchObject({
      decimal: "point",
    });
  });
});

test("an amount that cannot be read is passed on as it was, and said", async () => {
  const files = await workspace({ "orders.tsv": orders(["1.234,50", "free", "8,00"]) });
  const { printed } = await files.map("orders.tsv");
  expect((await files.rows()).map(({ amount }) => amount)).toEqual(["1234.500000", "free", "8.000000"]);
  expect(printed).toContain("1 value of amount cannot be read, free");
  expect(printed).toContain("1 with an unreadable amount");
});

test("a number of the other country's way is never read as ten or a hundred times itself", async () => {
  expect(await amountsOf(["12,50", "8,25", "1,75", "1.5", "1.234,50"])).toEqual([
    "12.500000",
    "8.250000",
    "1.750000",
    "1.500000",
    "1234.500000",
  ]);
  expect(await amountsOf(["12.50", "8.25", "1.75", "1,5", "1,234.50"])).toEqual([
    "12.500000",
    "8.250000",
    "1.750000",
    "1,5",
    "1234.500000",
  ]);
});

test("several currencies by their signs become a column", async () => {
  const files = await workspace({ "orders.tsv": orders(["$12.00", "€8.00", "$1.00"]) });
  await files.map("orders.tsv");
  expect((await files.rows()).map(({ amount, currency }) => [Number(amount), currency])).toEqual([
    [12, "USD"],
    [8, "EUR"],
    [1, "USD"],
  ]);
});

test("shapes told in SQL are those told at hand", async () => {
  const query = await openQuery();
  const values = fc.array(
    fc.string({ unit: fc.constantFrom(..."019.,-$ aé年"), minLength: 1, maxLength: 8 }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(values, async (all) => {
      const rows = `(values ${all.map((text) => `(${quoteText(text)})`).join(", ")}) as rows (value)`;
      const sorted = (masks: { mask: string; count: number }[]) =>
        masks.map(({ mask, count }) => `${mask} ${count}`).sort();
      expect(sorted(await readMasks(query, rows, "value"))).toEqual(sorted(masksOf(all)));
    }),
    { numRuns: 40 },
  );
  query.close();
});

test("numbers written in any country's way come back", async () => {
  const styles: { thousands: string; sign: string }[] = [
    { thousands: ",", sign: "." },
    { thousands: ".", sign: "," },
    { thousands: " ", sign: "," },
    { thousands: "", sign: "," },
  ];
  const cents = fc.integer({ min: -99_999_999, max: 99_999_999 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(cents, { minLength: 2, maxLength: 30 }),
      fc.constantFrom(...styles),
      async (all, style) => {
        const write = (amount: number) => {
          const whole = Math.trunc(Math.abs(amount) / 100)
            .toString()
            .replace(/\B(?=(\d{3})+$)/g, style.thousands);
          return `${amount < 0 ? "-" : ""}${whole}${style.sign}${String(Math.abs(amount) % 100).padStart(2, "0")}`;
        };
        const read = await amountsOf(all.map(write));
        expect(read.map((text) => Math.round(Number(text?.replaceAll(",", "")) * 100))).toEqual(
          all.map((one) => one + 0),
        );
      },
    ),
    { numRuns: 12 },
  );
});

test("a column that leaves its sign open follows the amount", async () => {
  const text = lines(
    "order_id;customer_id;order_date;quantity;amount",
    "1;C1;2024-01-02;1.000;12,50",
    "2;C2;2024-01-03;2.000;8,00",
  );
  const files = await workspace({ "orders.csv": text });
  await files.map("orders.csv");
  expect((await files.rows()).map(({ quantity, amount }) => [Number(quantity), Number(amount)])).toEqual([
    [1000, 12.5],
    [2000, 8],
  ]);
});

test("--decimal settles what is open, and does not spoil a column that is plain", async () => {
  const text = lines(
    "order_id\tcustomer_id\torder_date\tdiscount\tamount",
    "1\tC1\t2024-01-02\t0.15\t1.234",
    "2\tC2\t2024-01-03\t0\t2.345",
  );
  const files = await workspace({ "orders.tsv": text });
  await files.map("orders.tsv", { decimal: "comma" });
  expect((await files.rows()).map(({ discount, amount }) => [Number(discount), Number(amount)])).toEqual([
    [0.15, 1234],
    [0, 2345],
  ]);
});
