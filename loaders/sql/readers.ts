import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Makes the macros that staging reads ids, times and amounts with; and `unreadable(given, value)`: what a source gives
 * where nothing could be read of it, else null. What a source holds typed needs no reading: a column
 * of whole numbers, timestamps or small decimals passes as it is, which costs a tenth of a look at its text.
 * Text with spaces around it is trimmed; what can't be read is null.
 */
export async function makeReaders(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    create or replace macro read_id(id bigint) as id, (id varchar) as nullif(
        case when id like ' %' or id like '% ' then trim(id) else id end, '')`);
  await connection.run(`
    create or replace macro unreadable(given, value) as case
        when value is null then nullif(trim(given::varchar), '')
    end`);
  await connection.run(`
    create or replace macro block_of_id(id bigint) as id - (id & 31), (id varchar) as id`);
  await connection.run(`
    create or replace macro bit_of_id(id bigint) as 1::bigint << (id & 31)::integer, (id varchar) as 1::bigint`);
  await connection.run(`
    create or replace macro read_time(given timestamp) as given, (given varchar) as coalesce(
        try_cast(given as timestamp),
        try_cast(trim(given) as timestamp),
        case
            when regexp_matches(given, '^\\s*[0-9]{8}\\s*$') then try_strptime(trim(given), '%Y%m%d')
            -- Excel counts days from 1899-12-30; these serials are 1954-10-03 to 2119-01-27.
            when regexp_matches(given, '^\\s*[2-7][0-9]{4}([.][0-9]+)?\\s*$')
                then timestamp '1899-12-30' + to_seconds(round(try_cast(given as double) * 86400)::bigint)
        end)`);
  await connection.run(`
    create or replace macro read_amount(given decimal(18, 4)) as given, (given varchar) as coalesce(
        try_cast(given as decimal(18, 4)),
        -- 1,234.50 but not 1,23 or 1,2345: thousands separators part groups of three. (5) is an accountant's -5.
        case
            when regexp_full_match(
                regexp_replace(trim(given), '^[(](.*)[)]$', '-\\1'),
                '(?i)[+-]?\\s*([¥￥$€£]|CNY|RMB|USD|EUR|GBP|HKD|JPY)?\\s*[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]*)?\\s*(元|€|CNY|RMB|USD|EUR|GBP|HKD|JPY)?'
            )
                then try_cast(
                    regexp_replace(regexp_replace(given, '^\\s*[(]', '-'), '[^0-9.+-]', '', 'g') as decimal(18, 4)
                )
        end)`);
}

/** The type in which a source hands on a column of the contract that staging reads, by the name and type it is given. */
export function readableType(column: string, type: string): string {
  if (column.endsWith("_id")) return /^U?(TINY|SMALL)?INT(EGER)?$|^BIGINT$/.test(type) ? "bigint" : "varchar";
  if (column === "ordered_at") return /^(DATE|TIMESTAMP(_S|_MS)?)$/.test(type) ? "timestamp" : "varchar";
  if (column === "amount") return isSmallDecimal(type) ? "decimal(18, 4)" : "varchar";
  return type;
}

/** Does every value of this type have an exact decimal(18, 4)? */
function isSmallDecimal(type: string): boolean {
  const [, width, scale] = (/^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? []).map(Number);
  if (width !== undefined && scale !== undefined) return width - scale <= 14 && scale <= 4;
  return /^U?(TINY|SMALL)?INT(EGER)?$/.test(type);
}
