import { afterEach, expect, test } from "vitest";
import { makeWarehouse, type TestWarehouse } from "./warehouse/build.ts";

const ORDERS = `-- One row per order.
select '1' as order_id, 'ann' as customer_id, '2025-12-31' as ordered_at, 10 as amount
`;

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

async function errorOf(files: Record<string, string>): Promise<string> {
  made = await makeWarehouse({ "sources/orders.sql": ORDERS, ...files });
  return (await made.buildError()).replaceAll(`${made.overlay}/`, "");
}

test.each([
  [
    "a syntax error",
    "sources/orders.sql",
    "-- One row per order.\nselect\n    1 as order_id,\n    2 as customer_id\n    '2025-12-31' as ordered_at,\n    1 as amount\n",
    "syntax error at or near \"'2025-12-31'\"",
    5,
  ],
  [
    "an unknown column",
    "marts/mine.sql",
    "-- One row per nothing.\nselect\n    model,\n    custmers\nfrom marts.tier_sizes\n",
    'Referenced column "custmers" not found in FROM clause!',
    4,
  ],
  [
    "an unknown relation",
    "marts/mine.sql",
    "-- One row per nothing.\nselect 1 as one\nfrom marts.tier_size\n",
    "there is no relation marts.tier_size",
    3,
  ],
  [
    "an unknown function",
    "customers/mine.sql",
    "-- One row per nothing.\n\nselect fload(1.5) as one\n",
    "Scalar Function with name fload does not exist!",
    3,
  ],
  [
    "a cast that fails",
    "marts/mine.sql",
    "-- One row per nothing.\nselect definition::integer as one\nfrom thresholds.pyramid\n",
    "Conversion Error: Could not convert string 'curry' to INT32",
    2,
  ],
  [
    "nothing to run",
    "marts/mine.sql",
    "-- One row per nothing.\n",
    "a model is one bare select, but this file holds 0 statements",
    "",
  ],
  [
    "two statements",
    "marts/mine.sql",
    "-- One row per two.\nselect 1 as one;\nselect 2 as two;\n",
    "a model is one bare select, but this file holds 2 statements",
    "",
  ],
  ["no header", "marts/mine.sql", "select 1 as one\n", "a model's first line says what a row is", 1],
  [
    "a circle",
    "customers/mine.sql",
    "-- One row per nothing.\nselect * from customers.mine\n",
    "models read each other in a circle: customers.mine → customers.mine",
    "",
  ],
  [
    "data that goes up",
    "staging/mine.sql",
    "-- One row per nothing.\nselect *\nfrom customers.calendar\n",
    "staging.mine reads customers.calendar, but data only goes down: thresholds → sources → staging → customers → marts → checks",
    3,
  ],
  [
    "a grain that does not hold",
    "marts/mine.sql",
    "-- One row per tier.\n-- grain: tier\nselect\n    'top' as tier,\nfrom range(2)\n",
    "marts.mine has more than one row per tier, or an empty one",
    3,
  ],
  [
    "a source that is not in the contract",
    "sources/sales.sql",
    ORDERS,
    'there is no source table "sales"',
    "",
  ],
  [
    "a column that is not in the contract",
    "sources/orders.sql",
    ORDERS.replace("10 as amount", "10 as amount,\n    'x' as shop"),
    '"shop" is not a column of orders',
    3,
  ],
  [
    "a column of the contract that is missing",
    "sources/orders.sql",
    ORDERS.replace(", 10 as amount", ""),
    "orders lacks amount",
    "",
  ],
  [
    "a name that no relation can have",
    "marts/My Mart.sql",
    ORDERS,
    '"My Mart.sql" can\'t name a relation',
    "",
  ],
] as const)("%s in an overlay", async (_, file, sql, message, line) => {
  const error = await errorOf({ [file]: sql });
  expect(error).toContain(`Error: ${message}`);
  expect(error).toContain(`\n   in: ${file}${line && `:${line}`}\n`);
  expect(error).toMatch(/\n {3}do: \S/);
});

test("a mapping that fails on a value is found, though staging reads it", async () => {
  const error = await errorOf({
    "sources/customers.sql": `-- One row per customer.
select 'ann' as customer_id, strptime(day, '%d/%m/%Y') as created_at
from (values ('31/12/2025'), ('12/31/2025')) as rows (day)
`,
  });
  expect(error).toMatch(/^Error: Could not parse string "12\/31\/2025" according to format specifier/);
  expect(error).toContain("in: sources/customers.sql");
});

test("an error's hints are passed on, without lists of every function there is", async () => {
  const unknown = await errorOf({ "marts/mine.sql": "-- One row.\nselect tiar from marts.tier_sizes\n" });
  expect(unknown).toContain('Candidate bindings: "tier"');
  await made?.remove();
  const types = await errorOf({
    "marts/mine.sql": "-- One row.\nselect date '2025-01-01' - 'x'::json as day\n",
  });
  expect(types).not.toContain("Candidate functions");
  expect(types.split("\n").length).toBeLessThan(8);
});

test("an overlay that is not there, or holds nothing", async () => {
  made = await makeWarehouse({ "readme.txt": "later" });
  expect(await made.buildError()).toContain(`the overlay ${made.overlay} holds no model`);
  const nowhere = await makeWarehouse({}, "/nowhere/at/all");
  expect(await nowhere.buildError()).toContain("there is no overlay folder /nowhere/at/all");
  await nowhere.remove();
});
