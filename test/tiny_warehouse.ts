import { DuckDBInstance } from "@duckdb/node-api";

/** A warehouse of one mart, as a build leaves it: for tests of what comes after. */
export async function makeTinyWarehouse(
  file: string,
  { name, sql, lastDay = "2025-12-31" }: { name: string; sql: string; lastDay?: string },
): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`
    create schema marts; create schema customers; create schema thresholds; create schema tierboard;
    create table customers.calendar as
    select day as as_of, day <> last_day(day) as is_partial from unnest([date '2025-09-30', date '${lastDay}']) as days (day);
    create table thresholds.calendar as select 'EUR' as reporting_currency;
    create table thresholds.privacy as select 7 as smallest_cell;
    create table thresholds.segment_presets as
    select 'house' as preset, 'Ours.' as note, 'House' as preset_en, null::varchar as preset_zh;
    create table thresholds.segments as
    select 'house' as preset, segment, segment_en, null::varchar as segment_zh
    from (values ('gold', 'Gilt'), ('friends', null)) as rows (segment, segment_en);
    create table customers.preset_segments as
    select 'house' as preset, segment, place
    from (values ('gold', 1), ('friends', 2)) as rows (segment, place);
    create table tierboard.models
    (name varchar primary key, file varchar, says varchar, sql varchar, reads varchar[], files varchar[],
     fingerprint varchar, failing_rows integer, is_warning boolean);
    insert into tierboard.models values
    ('marts.${name}', 'sql/marts/${name}.sql', 'A row.', $$${sql}$$, ['customers.snapshots'], [], '', null, false),
    ('thresholds.privacy', 'sql/thresholds/privacy.sql', 'One row.', 'select 7 as smallest_cell', [], [], '', null, false),
    ('checks.sums', 'sql/checks/sums.sql', 'A row that is wrong.', 'select 1 where false', [], [], '', 0, false)`);
  await connection.run(`create table marts.${name} as ${sql}`);
  connection.closeSync();
  instance.closeSync();
}
