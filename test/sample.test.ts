import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../loaders/errors.ts";
import { makeSample } from "../loaders/sample.ts";

const root = resolve(import.meta.dirname, "..");
let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sample-"));
  await makeSample({ root, into: folder, threads: 2 });
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  const csv = (file: string) => `read_csv('${folder}/${file}', header = true, all_varchar = true)`;
  await connection.run(`
    create table orders as from ${csv("orders.csv")};
    create table customers as from ${csv("customers.csv")};
    create table exchange_rates as from ${csv("exchange_rates.csv.gz")};
    create table mess as ${await readFile(join(root, "data/make_sample/mess.sql"), "utf8")};
    -- What a careful reader would keep of the orders, worked out apart from the product's staging.
    create table sales as
      select
        customer_no,
        coalesce(
          try_cast(ordered_at as timestamp),
          timestamp '1899-12-30' + to_seconds(round(try_cast(ordered_at as double) * 86400)::bigint)
        )::date as day,
        regexp_replace(amount, '[^0-9.-]', '', 'g')::double * case currency
          when 'USD' then 1 when 'EUR' then 1.09 when 'CNY' then 0.14 end as amount
      from orders
      where status <> 'cancelled' and trim(customer_no) <> '' and day <= date '2025-12-31' and amount is not null;
  `);
}, 60_000);

afterAll(async () => {
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true });
});

async function one(sql: string): Promise<Record<string, number>> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
}

async function heldMess(source: string): Promise<Record<string, number>> {
  const rows = (
    await connection.runAndReadAll(`select kind, row_count from mess where source = '${source}'`)
  ).getRows();
  return Object.fromEntries(rows.map(([kind, count]) => [String(kind), Number(count)]));
}

describe("mess is in the files in the numbers that mess.sql holds", () => {
  test("orders", async () => {
    const found = await one(`
      select
        count(*) - (select count(*) from (select distinct * from orders)) as repeated_row,
        (select count(*) from (select distinct * from orders)) - count(distinct order_no) as reused_id,
        count(*) filter (trim(coalesce(customer_no, '')) = '') as missing_customer,
        count(*) filter (try_cast(ordered_at as timestamp) >= timestamp '2026-01-01') as future_date,
        count(*) filter (ordered_at like '____-__-__ %' and try_cast(ordered_at as timestamp) is null) as impossible_date,
        count(*) filter (
          currency <> 'USD' and currency not in (select currency from exchange_rates)
        ) as missing_rate,
        count(*) filter (amount = '0.00') as zero_amount,
        count(*) filter (regexp_full_match(ordered_at, '[0-9]{5}([.][0-9]{5})?')) as excel_serial_date,
        count(*) filter (regexp_full_match(amount, '[$€¥][0-9]+[.][0-9]{2}')) as currency_sign,
        count(*) filter (regexp_full_match(amount, '[0-9]{1,3}(,[0-9]{3})+[.][0-9]{2}')) as thousands_separator,
        count(*) filter (regexp_full_match(amount, '[$€¥][0-9]{1,3}(,[0-9]{3})+[.][0-9]{2}')) as sign_and_separator,
        count(*) filter (status = 'cancelled') as cancelled,
        count(*) filter (amount like '-%') as refund
      from orders`);
    expect(found).toEqual(await heldMess("orders"));
  });

  test("customers", async () => {
    const found = await one(`
      select
        count(*) - (select count(*) from (select distinct * from customers)) as repeated_row,
        count(*) filter (customer_no is null) as missing_customer,
        count(*) filter (customer_no like '0%') as leading_zero_id
      from customers`);
    const start = (await readFile(join(folder, "customers.csv"))).subarray(0, 3).toString("hex");
    expect({ ...found, byte_order_mark: start === "efbbbf" ? 1 : 0 }).toEqual(await heldMess("customers"));
  });

  test("every other date, amount and id is plain", async () => {
    const { dates, amounts, ids } = await one(`
      select
        count(*) filter (try_cast(ordered_at as timestamp) is null) as dates,
        count(*) filter (not regexp_full_match(amount, '-?[0-9]+[.][0-9]{2}')) as amounts,
        count(*) filter (not regexp_full_match(order_no, '(SO|CN)[0-9]{6}')) as ids
      from orders`);
    const held = await heldMess("orders");
    expect(dates).toBe((held.excel_serial_date ?? 0) + (held.impossible_date ?? 0));
    expect(amounts).toBe(
      (held.currency_sign ?? 0) + (held.thousands_separator ?? 0) + (held.sign_and_separator ?? 0),
    );
    expect(ids).toBe(0);
  });

  test("ids read as numbers would make one customer of two", async () => {
    const { merged } = await one(
      "select count(distinct customer_no) - count(distinct customer_no::integer) as merged from customers",
    );
    expect(merged).toBe(40);
  });

  test("less than 1 % of the orders has to be rejected", async () => {
    const { share } = await one(`
      select sum(row_count) filter (fate = 'rejected') / (select count(*) from orders) as share
      from mess where source = 'orders'`);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.01);
  });
});

describe("the company is believable", () => {
  test("three years to the last day of 2025", async () => {
    const days = await one(`
      select
        date_diff('day', date '2023-01-01', min(day)) as after_start,
        date_diff('day', max(day), date '2025-12-31') as before_end,
        count(distinct date_trunc('month', day)) as months
      from sales`);
    expect(days).toEqual({ after_start: 0, before_end: 0, months: 36 });
  });

  test("about 20,000 customers, 150,000 orders and four regions", async () => {
    const { customers, orders, regions, prospects } = await one(`
      select
        count(distinct customer_no) as customers,
        (select count(*) from orders) as orders,
        count(distinct region) as regions,
        count(distinct customer_no) filter (customer_no not in (select customer_no from sales)) as prospects
      from customers`);
    expect(customers).toBeGreaterThan(19_000);
    expect(customers).toBeLessThan(21_000);
    expect(orders).toBeGreaterThan(145_000);
    expect(orders).toBeLessThan(155_000);
    expect(regions).toBe(4);
    expect(prospects).toBeGreaterThan(1_000);
  });

  test("the top 1 % bring 15 to 30 % of the year's revenue", async () => {
    const { share } = await one(`
      select sum(revenue) filter (place <= 0.01) / sum(revenue) as share
      from (
        select sum(amount) as revenue, percent_rank() over (order by sum(amount) desc) as place
        from sales where day > date '2024-12-31' group by customer_no having sum(amount) > 0
      )`);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.3);
  });

  test("it grows, and November outsells February in each year", async () => {
    const { seasonal_years, growth } = await one(`
      with years as (
        select
          year(day) as year,
          count(*) as orders,
          count(*) filter (month(day) = 11) as november,
          count(*) filter (month(day) = 2) as february
        from sales group by year
      )
      select
        count(*) filter (november > 1.4 * february) as seasonal_years,
        max(orders) filter (year = 2025) / max(orders) filter (year = 2023) as growth
      from years`);
    expect(seasonal_years).toBe(3);
    expect(growth).toBeGreaterThan(1.2);
    expect(growth).toBeLessThan(2);
  });

  test("customers leave, fall silent and come back", async () => {
    const { churned, dormant, back, of_all } = await one(`
      with gaps as (
        select
          customer_no,
          day,
          day - lag(day) over (partition by customer_no order by day) as gap
        from sales
      ),
      states as (
        select
          date '2025-12-31' - max(day) as silence,
          max(gap) filter (day > date '2025-10-02') as last_gap
        from gaps group by customer_no
      )
      select
        count(*) filter (silence > 365) / count(*) as churned,
        count(*) filter (silence between 181 and 365) / count(*) as dormant,
        count(*) filter (last_gap > 180) / count(*) as back,
        count(*) as of_all
      from states`);
    expect(churned).toBeGreaterThan(0.15);
    expect(churned).toBeLessThan(0.45);
    expect(dormant).toBeGreaterThan(0.08);
    expect(back).toBeGreaterThan(0.03);
    expect(of_all).toBeGreaterThan(17_000);
  });

  test("one customer's frequency differs from another's enough for five scores", async () => {
    const { once, distinct_cuts } = await one(`
      with yearly as (
        select count(*) as orders from sales where day > date '2024-12-31' and amount >= 0 group by customer_no
      )
      select
        count(*) filter (orders = 1) / count(*) as once,
        len(list_distinct(quantile_disc(orders, [0.2, 0.4, 0.6, 0.8]))) as distinct_cuts
      from yearly`);
    expect(once).toBeLessThan(0.35);
    expect(distinct_cuts).toBe(4);
  });
});

describe("making it", () => {
  test("gives the same contents with one thread as with two", { timeout: 60_000 }, async () => {
    const into = await mkdtemp(join(tmpdir(), "sample-threads-"));
    await makeSample({ root, into, threads: 1 });
    expect(await digest(into)).toEqual(await digest(folder));
    await rm(into, { recursive: true });
  });

  test("is skipped when it is made, and mends a file that is gone", { timeout: 60_000 }, async () => {
    const orders = join(folder, "orders.csv");
    const rates = join(folder, "exchange_rates.csv.gz");
    const before = await stat(orders);
    await makeSample({ root, into: folder });
    expect((await stat(orders)).ino).toBe(before.ino);
    await rm(rates);
    await makeSample({ root, into: folder });
    expect((await stat(rates)).size).toBeGreaterThan(0);
  });

  test("twice at once leaves whole files and nothing else", { timeout: 60_000 }, async () => {
    const into = await mkdtemp(join(tmpdir(), "sample-twice-"));
    await Promise.all([makeSample({ root, into }), makeSample({ root, into })]);
    expect((await readdir(into)).sort()).toEqual((await readdir(folder)).sort());
    expect(await digest(into)).toEqual(await digest(folder));
    await rm(into, { recursive: true });
  });

  test("says where it failed", async () => {
    const into = join(folder, "orders.csv");
    const error = await makeSample({ root, into }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).place?.file).toBe(into);
  });
});

async function digest(made: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const file of await readdir(made)) {
    if (file.endsWith(".parquet")) {
      const all = await connection.runAndReadAll(
        `select count(*) || ' rows ' || bit_xor(hash(t)) from '${join(made, file)}' as t`,
      );
      digests[file] = String(all.getRows()[0]);
    } else if (file !== "made.json") {
      digests[file] = createHash("sha256")
        .update(await readFile(join(made, file)))
        .digest("hex");
    }
  }
  return digests;
}
