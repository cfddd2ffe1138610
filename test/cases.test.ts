import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeWarehouse, root, type TestWarehouse, withWarehouse } from "./warehouse/build.ts";
import { compare, readExpected } from "./warehouse/expected.ts";

const cases = join(root, "test/cases");
let made: TestWarehouse | undefined;

afterEach(() => made?.remove());

test.each(readdirSync(cases).sort())("%s", async (name) => {
  const folder = join(cases, name);
  expect(existsSync(join(folder, "sources/orders.sql")), "a case maps its own orders").toBe(true);
  made = await makeWarehouse({}, folder);
  await made.build();
  for (const expectation of await readExpected(folder)) {
    const { found, expected } = await withWarehouse(made.warehouse, (connection) =>
      compare(connection, expectation),
    );
    expect(found, expectation.relation).toEqual(expected);
  }
});
