import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { table } from "../loaders/sql/checks.ts";
import { makeWarehouse, root, type TestWarehouse } from "./warehouse/build.ts";

let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

test("optional values that can't be read are counted and told, and their rows stay", async () => {
  const shipped = await readFile(join(root, "sql/thresholds/calendar.sql"), "utf8");
  const mostRejected = shipped.replace("0.05::double as most", "0.5::double as most");
  expect(mostRejected).not.toBe(shipped);
  made = await makeWarehouse({
    "sources/orders.sql": `-- One row per order.
select order_id, customer_id, ordered_at, amount, quantity, discount, paid_at
from (values
    (1, 'ann', '2025-11-01', 10.5, '2', '5%', '2025-11-03'),
    (2, 'bob', '2025-11-02', 20.0, 'three', null, 'soon'),
    (2, 'bob', '2025-11-02', 20.0, 'three', null, 'sooner'),
    (3, 'cy', '2025-11-05', 7.0, '1', '0.1', ''),
    (4, null, '2025-11-05', 7.0, 'x', '0.1', null),
    (5, 'dee', '2025-11-06', 8.0, ' ', '10%', 'never')
) as rows (order_id, customer_id, ordered_at, amount, quantity, discount, paid_at)
`,
    "sources/customers.sql": `-- One row per customer.
select customer_id, created_at, is_member
from (values ('ann', '2024-13-01', 'yes'), ('bob', '2024-12-01', 'maybe')) as rows (customer_id, created_at, is_member)
`,
    "thresholds/calendar.sql": mostRejected,
  });
  const { warnings } = await made.build();
  expect(await made.rows("from staging.unreadable_values order by all")).toEqual([
    ["customers", "created_at", "1", "2024-13-01"],
    ["customers", "is_member", "1", "maybe"],
    ["orders", "discount", "2", "10%"],
    ["orders", "paid_at", "2", "never"],
    ["orders", "quantity", "1", "three"],
  ]);
  expect(
    await made.rows(
      `select source, column_name, rows_accepted, rows_filled, rows_unreadable from marts.completeness
       where rows_unreadable > 0 and source = 'orders' order by all`,
    ),
  ).toEqual([
    ["orders", "discount", 4, 1, 2],
    ["orders", "paid_at", 4, 1, 2],
    ["orders", "quantity", 4, 2, 1],
  ]);
  const told = '2 values of discount in orders cannot be read, such as "10%"; they count as empty';
  expect(warnings).toHaveLength(5);
  expect(warnings[0]).toBe(told);
  // Nothing has changed since, and it is true still.
  expect((await made.build()).warnings[0]).toBe(told);
  const [columns] = await made.rows("select list(column_name) from (describe staging.orders)");
  expect(columns?.[0]).not.toContain("unreadable");
});

test("what a terminal would obey is shown, not done", () => {
  expect(table(["for example"], [["\u001b[31mred\nline"]])).toContain("�[31mred↵line");
});
