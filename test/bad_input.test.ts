import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

const HEADER = "order_no,customer_no,ordered_at,amount\n";
const mapping = (file: string, read = "read_csv", options = TEXT) => `-- One row per order.
select
    order_no as order_id,
    customer_no as customer_id,
    ordered_at,
    amount,
from ${read}('${file}'${options})
`;
const TEXT = `, header = true, skip = 0, delim = ',', quote = '"', escape = '"', all_varchar = true`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

/** Maps a file with these bytes; null: there is no such file. */
async function withFile(
  name: string,
  content: string | Uint8Array | null,
  sql = mapping,
): Promise<TestWarehouse> {
  made = await makeWarehouse();
  const file = join(made.folder, name);
  await mkdir(made.folder, { recursive: true });
  if (content === null) await rm(file, { force: true });
  else await writeFile(file, content);
  await made.write({ "sources/orders.sql": sql(file) });
  return made;
}

/** The build's error, with the paths that only this run has left out. */
async function errorWith(...given: Parameters<typeof withFile>): Promise<string> {
  const { folder, buildError } = await withFile(...given);
  return (await buildError()).replaceAll(`${folder}/`, "");
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `${index},c${index % 50},2025-12-01,${index}\n`).join(
    "",
  );
}

describe("a file that can't be read", () => {
  test("is missing", async () => {
    expect(await errorWith("orders.csv", null)).toBe(
      `Error: there is no file orders.csv
   in: overlay/sources/orders.sql:7
   do: put it there, or mend the path: it counts from the project's folder`,
    );
  });

  test("is empty", async () => {
    expect(await errorWith("orders.csv", "")).toBe(
      `Error: orders.csv is empty: not even a header
   in: overlay/sources/orders.sql:3
   do: put the file there anew, or name another in the mapping`,
    );
  });

  test("holds a header only", async () => {
    expect(await errorWith("orders.csv", HEADER)).toMatch(
      /^Error: the source of orders holds no row: there is nothing to report\n {3}in: overlay\/sources\/orders.sql\n {3}do: mend the mapping, or the file/,
    );
  });

  test("has another delimiter", async () => {
    expect(await errorWith("orders.csv", (HEADER + lines(9)).replaceAll(",", ";"))).toBe(
      `Error: orders.csv is not parted by what the mapping says: its header came as one column, "order_no;customer_no;ordered_at;amount"
   in: overlay/sources/orders.sql:3
   do: set delim = ';' in the mapping's read_csv, or let \`npm run map -- FILE\` propose the mapping`,
    );
  });

  test("lacks a column that the mapping names", async () => {
    expect(await errorWith("orders.csv", HEADER.replace("customer_no", "client") + lines(9))).toBe(
      `Error: orders.csv has no column "customer_no"
   in: overlay/sources/orders.sql:4
   do: its columns are order_no, client, ordered_at, amount: mend the name, leave an optional column out, or let \`npm run map -- FILE\` propose the mapping`,
    );
  });

  test.each([
    ["in its first lines", 10],
    ["far down", 50_000],
  ])("has a line with too many fields %s", async (_, before) => {
    const text = `${HEADER + lines(before)}x,c1,2025-12-01,5,6\n${lines(3)}`;
    expect(await errorWith("orders.csv", text)).toBe(
      `Error: this line has 5 fields, but the header has 4
   in: orders.csv:${before + 2}
   do: mend the line (a field with a delimiter in it stands in double quotes), or delim in the mapping's read_csv

   x,c1,2025-12-01,5,6`,
    );
  });

  test("has a line with too few fields, in a compressed file", async () => {
    const error = await errorWith("orders.csv.gz", gzipSync(`${HEADER + lines(10)}x,c1\n${lines(3)}`));
    expect(error).toMatch(/^Error: this line has 2 fields, but the header has 4\n {3}in: orders.csv.gz:12\n/);
  });

  test.each([
    ["in its first lines", 10],
    ["far down", 50_000],
  ])("opens a quote that nothing closes %s", async (_, before) => {
    const error = await errorWith("orders.csv", `${HEADER + lines(before)}"x,c1,2025-12-01,5\n${lines(3)}`);
    expect(error).toContain("Error: a double quote opens a field here and nothing closes it\n");
    expect(error).toContain(`in: orders.csv:${before + 2}\n`);
  });

  test("is not UTF-8", async () => {
    const text = Buffer.concat([
      Buffer.from(HEADER + lines(10)),
      Buffer.from([0x78, 0x2c, 0xd6, 0xd0]),
      Buffer.from(`,2025-12-01,5\n${lines(3)}`),
    ]);
    const error = await errorWith("orders.csv", text);
    expect(error).toMatch(/^Error: the text is not UTF-8\n {3}in: orders.csv:12\n/);
    expect(error).toContain("save orders.csv as UTF-8, or let `npm run map -- FILE` convert it");
  });

  test("has a line that is too long", async () => {
    const error = await errorWith("orders.csv", `${HEADER}x,c1,2025-12-01,${"9".repeat(3_000_000)}\n`);
    expect(error).toMatch(/^Error: a line is longer than 2,000,000 bytes\n {3}in: orders.csv\n/);
    expect(error.length).toBeLessThan(500);
  });

  test("is broken JSON", async () => {
    const sql = (file: string) => mapping(file, "read_json", "");
    expect(await errorWith("orders.json", '[{"order_no":1,"customer_no":"a","ordered', sql)).toMatch(
      /^Error: orders.json is not whole JSON.*\n {3}in: orders.json\n {3}do: mend the file, or get it anew/,
    );
  });

  test.each([
    ["orders.parquet", "read_parquet", ""],
    ["orders.csv.gz", "read_csv", TEXT],
  ])("is no %s", async (name, read, options) => {
    const error = await errorWith(name, "neither of them", (file) => mapping(file, read, options));
    expect(error).toMatch(new RegExp(`^Error: ${name} is not what its name says: `));
    expect(error).toContain("in: overlay/sources/orders.sql:7\n");
  });
});

describe("a field that is strange", () => {
  test("of a million characters is rejected like any that can't be read, and kept", async () => {
    const { build, rows } = await withFile(
      "orders.csv",
      `${HEADER + lines(40)}x,c1,2025-12-01,${"9".repeat(1_000_000)}\n${"n".repeat(1_000_000)},c1,2025-12-01,5\n`,
    );
    await build();
    expect(await rows("select reason, length(source_row->>'amount') from staging.rejected_orders")).toEqual([
      ["unreadable_amount", "1000000"],
    ]);
    expect(await rows("select count(*) from staging.orders where length(order_id) = 1000000")).toEqual([
      ["1"],
    ]);
  });

  test("with a NUL byte is read as it is", async () => {
    const { build, rows } = await withFile(
      "orders.csv",
      `${HEADER + lines(40)}a\0b,c1,2025-12-01,5\nx,c1,2025-12-01,1\x002\n`,
    );
    await build();
    expect(await rows("select amount from staging.orders where order_id = 'a' || chr(0) || 'b'")).toEqual([
      ["5.0000"],
    ]);
    expect(await rows("select reason, order_id from staging.rejected_orders")).toEqual([
      ["unreadable_amount", "x"],
    ]);
  });

  test("with quotes, markup and emoji is text", async () => {
    const ids = [
      `o'brien`,
      `"quoted"`,
      `<script>alert(1)</script>`,
      `👩‍👩‍👧 ñ 客户`,
      `'; drop table x; --`,
      `back\\slash`,
    ];
    const quoted = ids.map((id) => `"${id.replaceAll('"', '""')}"`);
    const { build, rows, write } = await withFile(
      "orders.csv",
      HEADER + quoted.map((id) => `${id},${id},2025-12-01,5\n`).join(""),
    );
    await write({
      "sources/customers.sql": `-- One row per customer.
select customer_id, customer_id as name, from sources.orders`.replace(
        "sources.orders",
        `(values ${ids.map((id) => `('${id.replaceAll("'", "''")}')`).join(", ")}) as rows (customer_id)`,
      ),
    });
    await build();
    const found = await rows("select customer_id, name from staging.customers order by customer_id");
    expect(found).toEqual([...ids].sort().map((id) => [id, id]));
    expect(await rows("select count(*) from staging.rejected_rows")).toEqual([["0"]]);
  });
});

describe("rows that say nothing", () => {
  test("when all are rejected", async () => {
    const text = `${HEADER}1,,2025-12-01,5\n2,ann,soon,5\n3,bob,soon,5\n4,cat,2025-12-01,much\n`;
    expect(await errorWith("orders.csv", text)).toBe(
      `Error: none of the 4 rows of orders could be accepted
   in: overlay/sources/orders.sql
   do: mend the mapping, or the file that it reads; \`npm run map -- FILE\` proposes a mapping that reads

  reason               rows_rejected  for_example
  ───────────────────  ─────────────  ────────────────────────────────────────────────────────────
  unreadable_date                  2  {"order_id":"2","customer_id":"ann","ordered_at":"soon","am…
  missing_customer_id              1  {"order_id":"1","customer_id":null,"ordered_at":"2025-12-01…
  unreadable_amount                1  {"order_id":"4","customer_id":"cat","ordered_at":"2025-12-0…`,
    );
  });

  test("when more are rejected than a threshold allows", async () => {
    const error = await errorWith("orders.csv", `${HEADER + lines(36)}a,,2025-12-01,5\nb,,2025-12-01,5\n`);
    expect(error).toMatch(
      /^Error: 2 of 38 rows of orders were rejected \(5.3%\), more than the 5.0% that most_rejected_share allows\n {3}in: overlay\/sources\/orders.sql\n/,
    );
    expect(error).toMatch(/orders +missing_customer_id +2 +\{"order_id":"a"/);
  });

  test("when as many are rejected as a threshold allows, the build goes on", async () => {
    const { build, rows } = await withFile(
      "orders.csv",
      `${HEADER + lines(38)}a,,2025-12-01,5\nb,,2025-12-01,5\n`,
    );
    await build();
    expect(
      await rows("select rows_read, rows_rejected from staging.source_rows where source = 'orders'"),
    ).toEqual([["40", "2"]]);
  });

  test("when the orders go on after the latest plausible day", async () => {
    const { write } = await withFile(
      "orders.csv",
      HEADER + lines(500) + lines(20).replaceAll("2025-12-01", "2025-12-24").replace(/^(.)/gm, "n$1"),
    );
    const shipped = await readFile(join(root, "sql/thresholds/calendar.sql"), "utf8");
    const limit = "date '2025-12-01' as latest_plausible_day";
    await write({ "thresholds/calendar.sql": shipped.replace(/null::date as latest_plausible_day/, limit) });
    expect((await made?.buildError())?.replaceAll(`${made?.overlay}/`, "")).toMatch(
      /^Error: 20 of 520 orders are after latest_plausible_day \(2025-12-01\), from 2025-12-24 to 2025-12-24\n {3}in: thresholds\/calendar.sql:6\n {3}do: set latest_plausible_day/,
    );
  });

  test("when no order is a sale", async () => {
    expect(await errorWith("orders.csv", `${HEADER}1,ann,2025-12-01,-5\n2,bob,2025-12-01,-5\n`)).toMatch(
      /^Error: of 2 accepted orders none is a sale: they are refunds, free, or cancelled\n/,
    );
  });
});
