import type { DuckDBConnection } from "@duckdb/node-api";
import { isPart } from "./sql/model.ts";

/** What is known of the warehouse: its models' SQL, the thresholds in force and the days it holds. */
export interface Catalog {
  /** ISO day that the newest figures are true for. */
  as_of: string;
  /** Whether that day is not the end of its month. */
  as_of_is_partial: boolean;
  /** The currency of every amount. */
  currency: string;
  /** Below how many customers a cell is hidden. */
  fewest: number;
  /** ISO days, oldest first. */
  snapshots: string[];
  models: CatalogModel[];
  thresholds: CatalogThreshold[];
  named: Named[];
}

/** What every page tells about its data (src/components/about.ts reads it). */
export type About = Pick<Catalog, "as_of" | "as_of_is_partial" | "currency" | "fewest" | "named">;

/** A key of the segment presets, and what their files call it. */
export interface Named {
  section: "preset" | "segment" | "preset_note";
  key: string;
  en: string | null;
  zh: string | null;
  /** Of a segment: its place in its preset, from 0, the best, to 1. */
  place: number | null;
}

interface CatalogModel {
  /** `marts.rfm_grid` */
  name: string;
  file: string;
  /** What a row is. */
  says: string;
  sql: string;
  /** The relations it reads. */
  upstream: string[];
}

interface CatalogThreshold extends Omit<CatalogModel, "upstream"> {
  /** The files of its folder. */
  parts: string[];
  columns: string[];
  rows: unknown[][];
}

/** Reads it from the warehouse alone, so that it tells of the very SQL that made the figures. */
export async function readCatalog(connection: DuckDBConnection): Promise<Catalog> {
  const models = (await rows(connection, MODELS)).map(([name, file, says, sql, upstream]) => ({
    name: String(name),
    file: String(file),
    says: String(says),
    sql: String(sql),
    upstream: upstream as string[],
  }));
  const thresholds: CatalogThreshold[] = [];
  for (const { name, file, says, sql, upstream } of models) {
    if (!name.startsWith("thresholds.") || isPart({ name })) continue;
    const parts = models.filter((model) => isPart(model) && upstream.includes(model.name));
    const reader = await connection.runAndReadAll(`from ${name}`);
    const columns = reader.columnNames();
    const files = parts.map((part) => part.file);
    thresholds.push({ name, file, parts: files, says, sql, columns, rows: reader.getRowsJson() });
  }
  const days = await rows(connection, DAYS);
  const [as_of, isPartial] = days.at(-1) ?? ["1970-01-01", false];
  const [[currency, fewest] = []] = await rows(connection, DECISIONS);
  const named = (await rows(connection, NAMED)).map(
    ([section, key, en, zh, place]) => ({ section, key, en, zh, place }) as Named,
  );
  return {
    as_of: String(as_of),
    as_of_is_partial: Boolean(isPartial),
    currency: String(currency),
    fewest: Number(fewest),
    snapshots: days.map(([day]) => String(day)),
    models,
    thresholds,
    named,
  };
}

const MODELS = "select name, file, says, sql, reads from tierboard.models order by name";
const DAYS = "select as_of::varchar, is_partial from customers.calendar order by as_of";
const DECISIONS = `
    select calendar.reporting_currency, privacy.smallest_cell
    from thresholds.calendar as calendar, thresholds.privacy as privacy`;

const NAMED = `
    select 'preset' as section, preset as key, preset_en as en, preset_zh as zh, null as place
    from thresholds.segment_presets
    union all
    select 'preset_note', preset, note, note, null
    from thresholds.segment_presets
    union all
    select 'segment', segments.segment, min(segments.segment_en), min(segments.segment_zh),
        min((places.place - 1) / greatest(1, places.segments - 1))::double
    from thresholds.segments as segments
    inner join (
        select *, count(*) over (partition by preset) as segments
        from customers.preset_segments
    ) as places
        on segments.preset = places.preset and segments.segment = places.segment
    group by segments.segment
    order by section, key`;

async function rows(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}
