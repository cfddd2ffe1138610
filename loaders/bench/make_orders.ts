import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/**
 * Writes about `orders` orders of `customers` customers over the 36 months to 2025-12-31 to a Parquet file, in order of
 * time, unless it is there. Customers differ in rate (heavy-tailed) and in lifetime (exponential); 1 order in 40 is a
 * refund. Ids are integers, as in most order tables.
 */
export async function makeOrders(
  file: string,
  { orders, customers }: { orders: number; customers: number },
): Promise<void> {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "5GB" });
  const connection = await instance.connect();
  // Tried: these lives and rates give this many orders a customer.
  const pace = (0.122 * orders) / customers;
  await connection.run(`
    create temp table lives as
    select
        number,
        born,
        least(1096, born + 1 - ln(1 - chance_of_leaving) * 420)::integer as died,
        least(400, 0.35 / pow(1 - chance_of_rate, 0.62)) / 30.4 as orders_a_day
    from (
        select
            number,
            hash(number, 1) % 1000000 / 1e6 as chance_of_rate,
            hash(number, 2) % 1000000 / 1e6 as chance_of_leaving,
            (hash(number, 3) % 1096)::integer as born
        from range(${customers}) as numbers (number)
    )`);
  await connection.run(`
    copy (
        select
            row_number() over (order by ordered_at, customer_id)::bigint as order_id,
            customer_id,
            ordered_at,
            amount
        from (
            select
                number::bigint as customer_id,
                timestamp '2023-01-01' + to_seconds(hash(number, place, 5) % 86400) + to_days(
                    least(1095, born + case when place = 0 then 0 else hash(number, place, 4) % 1000000 / 1e6 * (died - born) end)::integer
                ) as ordered_at,
                (
                    exp(3 + 1.2 * ((hash(number, place, 6) % 1000 + hash(number, place, 7) % 1000 + hash(number, place, 8) % 1000) / 500.0 - 3)
                    + hash(number) % 100 / 60.0)
                    * case when place > 0 and hash(number, place, 9) % 40 = 0 then -1 else 1 end
                )::decimal(18, 2) as amount
            from (
                select
                    *,
                    unnest(range(0, greatest(1, least(300, (${pace} * orders_a_day * (died - born))::bigint)))) as place
                from lives
            )
        )
    ) to '${file}.part' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  renameSync(`${file}.part`, file);
}
