import type { DuckDBConnection } from "@duckdb/node-api";
import { literal, withValues } from "./sql/run.ts";

const NAME = "customers.customer_moves";

/**
 * A query of customers.customer_moves, which is stored nowhere: the moves from the snapshot of a slot to each later one,
 * of the customers with these numbers or of all. Null where no snapshot follows.
 */
export async function customerMoves(
  connection: DuckDBConnection,
  slot: number,
  [first, last]: readonly [number, number] = [1, 2 ** 31 - 1],
): Promise<string | null> {
  const model = await connection.runAndReadAll(
    `select file, sql from tierboard.models where name = '${NAME}'`,
  );
  const limits = await connection.runAndReadAll(`from customers.comparisons where slot = ${slot} limit 1`);
  const [[text] = [], [row]] = [
    model.getRowObjectsJson().map(({ sql }) => String(sql)),
    limits.getRowObjects(),
  ];
  if (text === undefined || row === undefined) return null;
  const values = Object.entries({ ...row, first_number: first, last_number: last });
  return withValues(
    { file: NAME, forEach: "customers.comparisons", sql: text },
    Object.fromEntries(values.map(([name, value]) => [name, literal(value)])),
  );
}
