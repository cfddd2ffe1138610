import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lines, runSql, workspace } from "./map/workspace.ts";

const LINES = lines(
  "invoice,product,customer_id,invoice_date,quantity,unit_price",
  "A1,pen,C1,2024-01-02,2,1.50",
  "A1,cup,C1,2024-01-02,1,4.25",
  "A2,pen,C2,2024-01-13,10,1.50",
);

describe("rows of one order id are lines of an order", () => {
  test("their amounts are quantity × price", async () => {
    const files = await workspace({ "lines.csv": LINES });
    const { mappings, printed } = await files.map("lines.csv");
    expect(mappings[0]?.shape.kind).toBe("lines");
    expect(printed).toContain("3 rows make 2 orders of 2 customers");
    expect(
      await files.total(
        "list({order_id: order_id, a: amount::double, q: quantity::double} order by order_id) as orders",
      ),
    ).toEqual({
      orders: JSON.stringify([
        { order_id: "A1", a: 7.25, q: 3 },
        { order_id: "A2", a: 15, q: 10 },
      ]),
    });
  });

  test.each([
    ["a share", "discount", ["0.5", "0", "0.1"], [5.75, 13.5]],
    ["per cent", "discount_rate", ["50", "0", "10"], [5.75, 13.5]],
    ["with a % sign", "discount", ["50%", "0%", "10%"], [5.75, 13.5]],
    ["money", "discount", ["1.5", "0", "5"], [5.75, 10]],
    ["the share that is paid, as 折扣 often is", "折扣", ["0.5", "1", "1"], [5.75, 15]],
    ["sometimes blank", "discount", ["0.5", "", "0"], [5.75, 15]],
  ])("less a discount: %s", async (_, header, discounts, amounts) => {
    const [head, ...rows] = LINES.trimEnd().split("\n");
    const text = lines(`${head},${header}`, ...rows.map((row, at) => `${row},${discounts[at]}`));
    const files = await workspace({ "lines.csv": text });
    await files.map("lines.csv");
    const { read } = await files.total("list(amount::double order by order_id) as read");
    expect(JSON.parse(String(read))).toEqual(amounts);
  });

  test("a line total is preferred to quantity × price", async () => {
    const [head, ...rows] = LINES.trimEnd().split("\n");
    const files = await workspace({
      "lines.csv": lines(`${head},line_total`, ...rows.map((row, at) => `${row},${at + 1}`)),
    });
    await files.map("lines.csv");
    const { read } = await files.total("list(amount::double order by order_id) as read");
    expect(JSON.parse(String(read))).toEqual([3, 3]);
  });

  test("an amount that repeats on every line of an order is taken once", async () => {
    const rows = Array.from(
      { length: 12 },
      (_, at) => `O${at % 6},p${at},C${at % 6},2024-01-02,${(at % 6) + 10}.00`,
    );
    const files = await workspace({
      "orders.csv": lines("order_id,product,customer_id,order_date,order_total", ...rows),
    });
    await files.map("orders.csv");
    expect(await files.total("sum(amount::double) as amount, count(*)::int as n")).toEqual({
      amount: 75,
      n: 6,
    });
    await files.map("orders.csv", { amount: "per line", force: true });
    expect(await files.total("sum(amount::double) as amount")).toEqual({ amount: 150 });
  });

  test("a line whose amount cannot be read makes its order unreadable, not smaller", async () => {
    const files = await workspace({ "lines.csv": LINES.replace("1,4.25", "1,gift") });
    await files.map("lines.csv");
    const rows = await files.rows();
    expect(rows.find(({ order_id }) => order_id === "A1")?.amount).toBe("1 × gift");
    expect(Number(rows.find(({ order_id }) => order_id === "A2")?.amount)).toBe(15);
  });

  test("a line with an empty amount is not left out either", async () => {
    const files = await workspace({
      "lines.csv": lines(
        "order_id,product,customer_id,order_date,sales",
        ...["1,a,C1,2024-01-02,5", "1,b,C1,2024-01-02,", "2,a,C2,2024-01-03,4", "2,b,C2,2024-01-03,6"],
      ),
    });
    await files.map("lines.csv");
    const amounts = (await files.rows()).sort((one, other) => Number(one.order_id) - Number(other.order_id));
    expect(amounts.map(({ amount }) => amount)).toEqual(["", "10.000000"]);
  });

  test("an order id with two customers gives two rows; several days give the first", async () => {
    const files = await workspace({
      "lines.csv": lines(
        "order_id,product,customer_id,order_date,sales,currency",
        "1,a,C1,1/13/2024,5,USD",
        "1,b,C2,1/13/2024,6,USD",
        "2,a,C1,2/14/2024,1,USD",
        "2,b,C1,2/3/2024,2,USD",
        "2,c,C1,2/3/2024,4,EUR",
      ),
    });
    const { printed } = await files.map("lines.csv");
    expect(printed).toContain("1 order ids have more than one customer");
    expect(printed).toContain("1 order ids have lines of several days");
    expect(
      await files.total(
        "list(concat_ws(' ', order_id, customer_id, ordered_at, currency, amount::double) order by order_id, customer_id, currency) as all_rows",
      ),
    ).toEqual({
      all_rows: JSON.stringify([
        "1 C1 2024-01-13 USD 5.0",
        "1 C2 2024-01-13 USD 6.0",
        "2 C1 2024-02-03 EUR 4.0",
        "2 C1 2024-02-03 USD 3.0",
      ]),
    });
  });

  test("a shop's export that names customer, currency and total on an order's first line only", async () => {
    const files = await workspace({
      "shop.csv": lines(
        "order id,email,currency,total,discount amount,created at,quantity,sku",
        "1001,a@x.com,CNY,30.00,0.00,2024-01-02 09:59:00 +0800,1,tea",
        "1001,,,,,2024-01-02 09:59:00 +0800,2,cup",
        "1002,b@x.com,CNY,10.00,0.00,2024-01-03 23:59:00 +0800,1,tea",
      ),
    });
    await files.map("shop.csv");
    const rows = (await files.rows()).sort((one, other) => Number(one.order_id) - Number(other.order_id));
    expect(
      rows.map(({ customer_id, currency, amount, quantity, ordered_at }) => [
        customer_id,
        currency,
        Number(amount),
        Number(quantity),
        ordered_at,
      ]),
    ).toEqual([
      ["a@x.com", "CNY", 30, 3, "2024-01-02 09:59:00"],
      ["b@x.com", "CNY", 10, 1, "2024-01-03 23:59:00"],
    ]);
  });

  test("status, channel and category are those of the largest line", async () => {
    const files = await workspace({
      "lines.csv": lines(
        "order_id,product,customer_id,order_date,sales,category",
        "1,a,C1,2024-01-13,5,small",
        "1,b,C1,2024-01-13,60,large",
        "2,a,C1,2024-01-14,1,only",
      ),
    });
    await files.map("lines.csv");
    expect((await files.total("list(category order by order_id) as c")).c).toBe('["large","only"]');
  });
});

describe("rows of one order id are copies", () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${at},C${at % 7},2024-01-${String((at % 28) + 1).padStart(2, "0")},5`,
  );
  const header = "order_id,customer_id,order_date,amount";

  test("when they are the same to the letter: staging has the last word", async () => {
    const files = await workspace({ "orders.csv": lines(header, ...rows, rows[3] ?? "") });
    const { printed } = await files.map("orders.csv");
    expect(printed).toContain("1 rows repeat the order id of another, and are copies of it");
    expect(await files.total("count(*)::int as n")).toEqual({ n: 41 });
  });

  test("when few differ and nothing speaks of lines; --group adds them up", async () => {
    const files = await workspace({ "orders.csv": lines(header, ...rows, "3,C3,2024-01-04,9") });
    await files.map("orders.csv");
    expect(await files.total("count(*)::int as n")).toEqual({ n: 41 });
    await files.map("orders.csv", { group: true, force: true });
    expect(await files.total("count(*)::int as n, sum(amount::double) as amount")).toEqual({
      n: 40,
      amount: 209,
    });
  });
});

describe("a file without an order id", () => {
  const PURCHASES = lines(
    "customer_id,date,amount",
    "C1,2024-01-02 09:00,5",
    "C1,2024-01-02 18:00,6",
    "C2,2024-01-02 10:00,x",
    "C2,2024-01-03 10:00,1",
    ",2024-01-03 10:00,1",
  );

  test("each row is an order, named by its place", async () => {
    const files = await workspace({ "purchases.csv": PURCHASES });
    const { printed } = await files.map("purchases.csv");
    expect((await files.rows()).map(({ order_id, amount }) => `${order_id} ${amount}`)).toEqual([
      "row-000001 5",
      "row-000002 6",
      "row-000003 x",
      "row-000004 1",
      "row-000005 1",
    ]);
    expect(printed).toContain("if those are one order, say --merge-days");
  });

  test("--merge-days makes one order of a customer's day, and keeps what cannot be read", async () => {
    const files = await workspace({ "purchases.csv": PURCHASES });
    await files.map("purchases.csv", { mergeDays: true });
    const rows = await files.rows();
    expect(
      rows
        .map(({ order_id, customer_id, ordered_at, amount }) => [order_id, customer_id, ordered_at, amount])
        .sort(),
    ).toEqual([
      ["2024-01-03", null, "2024-01-03", "1.000000"],
      ["C1 2024-01-02", "C1", "2024-01-02", "11.000000"],
      ["C2 2024-01-02", "C2", "2024-01-02", "x"],
      ["C2 2024-01-03", "C2", "2024-01-03", "1.000000"],
    ]);
  });

  test("a person is asked", async () => {
    const files = await workspace({ "purchases.csv": PURCHASES });
    await files.map("purchases.csv", {
      ask: async (question) => (question.includes("one order") ? "days" : undefined),
    });
    expect(await files.total("count(*)::int as n")).toEqual({ n: 4 });
  });

  test("--merge-days beside an order id is a mistake", async () => {
    const files = await workspace({ "lines.csv": LINES });
    await expect(files.map("lines.csv", { mergeDays: true })).rejects.toThrow(
      "--merge-days is for files without an order id",
    );
  });

  test("names of a million rows and more stay apart", async () => {
    const files = await workspace({ "purchases.csv": PURCHASES });
    await files.map("purchases.csv");
    const name = /format\('[^']*', /.exec(await files.sql())?.[0];
    const [row] = await runSql(
      files.root,
      `select count(distinct ${name}n))::int as n from range(2000000) as rows (n)`,
    );
    expect(row).toEqual({ n: 2_000_000 });
  });
});

describe("orders and their lines in two files", () => {
  const ORDERS = lines(
    "orderID,customerID,orderDate,status",
    "10248,VINET,1996-07-04 00:00:00.000,shipped",
    "10249,TOMSP,1996-07-05 00:00:00.000,shipped",
    "10250,HANAR,1996-07-08 00:00:00.000,open",
  );
  const DETAILS = lines(
    "orderID,productID,unitPrice,quantity,discount",
    "10248,11,14.00,12,0",
    "10248,42,9.80,10,0.5",
    "10249,14,18.60,9,0",
    "99999,14,1.00,1,0",
  );

  test("are joined by their key, and neither loses a row", async () => {
    const files = await workspace({ "orders.csv": ORDERS, "order-details.csv": DETAILS });
    const { printed, written } = await files.map(["orders.csv", "order-details.csv"]);
    expect(written).toEqual(["overlay/sources/orders.sql"]);
    expect(printed).toContain("orders.csv → orders, joined with their lines");
    const rows = (await files.rows()).sort((one, other) => Number(one.order_id) - Number(other.order_id));
    expect(
      rows.map(({ order_id, customer_id, amount, quantity, status }) => [
        order_id,
        customer_id,
        Number(amount),
        quantity && Number(quantity),
        status,
      ]),
    ).toEqual([
      ["10248", "VINET", 217, 22, "shipped"],
      ["10249", "TOMSP", 167.4, 9, "shipped"],
      ["10250", "HANAR", 0, null, "open"],
      ["99999", null, 1, 1, null],
    ]);
    expect(rows[2]?.amount).toBeNull();
  });

  test("each alone is told of the other", async () => {
    const files = await workspace({ "orders.csv": ORDERS, "order-details.csv": DETAILS });
    await expect(files.map("orders.csv")).rejects.toMatchObject({
      message: "orders.csv holds orders, but nothing in it looks like an amount.",
      fix: expect.stringContaining("npm run map -- orders.csv LINES"),
    });
    await expect(files.map("order-details.csv")).rejects.toMatchObject({
      message:
        "order-details.csv holds lines of orders, but not whose they are or of what day: another file has that.",
      fix: expect.stringContaining("the two are joined by orderID"),
    });
  });
});

test("no amount is lost or made by grouping, whatever the lines", async () => {
  const line = fc.record({
    order: fc.integer({ min: 1, max: 6 }),
    customer: fc.integer({ min: 1, max: 3 }),
    cents: fc.integer({ min: -5000, max: 90_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 3, maxLength: 40 }), async (all) => {
      const text = all.map(
        ({ order, customer, cents }, at) =>
          `${order},p${at},C${customer},2024-01-13,${(cents / 100).toFixed(2)}`,
      );
      const files = await workspace({
        "lines.csv": lines("order_id,product,customer_id,order_date,sales", ...text),
      });
      await files.map("lines.csv", { amount: "per line" });
      const { cents, n } = await files.total(
        "round(sum(amount::decimal(18, 2)) * 100)::int as cents, count(*)::int as n",
      );
      expect(cents).toBe(all.reduce((sum, one) => sum + one.cents, 0));
      expect(n).toBe(new Set(all.map(({ order, customer }) => `${order} ${customer}`)).size);
    }),
    { numRuns: 10 },
  );
});
