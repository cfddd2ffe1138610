import type { DuckDBConnection } from "@duckdb/node-api";

const WHOLE_NUMBER = /^U?(TINY|SMALL)?INT(EGER)?$|^BIGINT$/;

/** What a source's id of this DuckDB type is made: a whole number stays one, anything else is text. */
export function identifierType(type: string): "bigint" | "varchar" {
  return WHOLE_NUMBER.test(type) ? "bigint" : "varchar";
}

/**
 * Makes `identifier(id)`: text without the space around it, null when nothing is left; a whole number as it is. Casting
 * numbers to text costs more than the rest of staging, and trimming far more than looking whether there is need.
 */
export async function makeIdentifier(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace macro identifier(id bigint) as id, (id varchar) as nullif(
        case when id like ' %' or id like '% ' then trim(id) else id end, '')`);
}
