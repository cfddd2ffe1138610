import { UserError } from "../errors.ts";
import { type Progress, silentProgress } from "../progress.ts";
import { type Ask, askNobody } from "./ask.ts";
import type { TableName } from "./contract_columns.ts";
import { type CopyFolder, dropCopies } from "./copies.ts";
import { emitSql } from "./emit_sql.ts";
import { findFiles } from "./find_files.ts";
import {
  type Candidate,
  findJoin,
  type MapContext,
  type MapOptions,
  type Mapping,
  mapJoin,
  mapSource,
  proposeSource,
} from "./map_source.ts";
import { openQuery, type Query } from "./query.ts";
import { type ReadOptions, readSource } from "./read_source.ts";
import { describeMapping } from "./report.ts";
import { reportingCurrency } from "./reporting_currency.ts";
import { mergeSources, rowsLater, type Source } from "./source.ts";
import { holdHeaders } from "./unmapped.ts";
import { writeOverlay } from "./write_overlay.ts";

/** What the command is asked, with its effects. */
export interface MapFilesOptions extends MapOptions, ReadOptions {
  /** The project's root, from which SQL names files. */
  root: string;
  /** The folder in which the paths were written. */
  from?: string | undefined;
  overlay: string;
  force?: boolean | undefined;
  ask?: Ask;
  progress?: Progress;
  print?: (text: string) => void;
}

/** What was proposed, and which files were written. */
export interface MapResult {
  mappings: Mapping[];
  written: string[];
}

/**
 * Proposes a mapping for files and writes it into an overlay: reads them whole, guesses table and columns, settles
 * how values are written, prints the guess with samples, tries the SQL, and writes `sources/<table>.sql`.
 * Throws a UserError, and writes nothing, when a file is broken or the guess leaves something required open.
 */
export async function mapFiles(given: string[], options: MapFilesOptions): Promise<MapResult> {
  const { root, overlay, ask = askNobody, progress = silentProgress, print = () => {} } = options;
  const folder: CopyFolder = { root, overlay, copies: [] };
  const query = await openQuery();
  try {
    const sources = await readSources(query, given, folder, { ...options, progress });
    const mappings = await mapSources(sources, { query, options, ask, folder }, { progress, print });
    holdApart(mappings);
    const files = mappings.map((mapping) => ({
      path: `sources/${mapping.table}.sql`,
      text: emitSql(mapping, rowsLater),
    }));
    const orders = mappings.find((mapping) => mapping.table === "orders");
    const calendar = orders && (await reportingCurrency(query, orders, options));
    if (calendar) {
      files.push(calendar);
      print(`  note: Figures are in ${calendar.currency}, as the orders are: ${calendar.path} says so.\n`);
    }
    return { mappings, written: await writeOverlay(folder, files, { force: options.force ?? false }) };
  } finally {
    query.close();
    await dropCopies(folder.copies);
  }
}

/** Orders and lines in two files go together; every other source is mapped by itself. */
async function mapSources(
  sources: Source[],
  context: MapContext,
  { progress, print }: { progress: Progress; print: (text: string) => void },
): Promise<Mapping[]> {
  holdHeaders(sources, context.options.columns);
  const candidates: Candidate[] = [];
  for (const source of sources) candidates.push(await proposeSource(source, context));
  const join = findJoin(candidates);
  const mappings: Mapping[] = [];
  for (const candidate of candidates) {
    if (candidate === join?.lines) continue;
    const step = progress.step(`guess ${candidate.source.title}`);
    const isJoined = join && candidate === join.orders;
    const mapping = isJoined ? await mapJoin(join, context) : await mapSource(candidate, context);
    step.done(mapping.table);
    print(describeMapping(mapping));
    mappings.push(mapping);
  }
  return mappings;
}

async function readSources(
  query: Query,
  given: string[],
  folder: CopyFolder,
  { from, progress, ...options }: MapFilesOptions & { progress: Progress },
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of given) {
    const step = progress.step(`read ${path}`);
    const input = await findFiles(query, path, { from: from ?? folder.root, root: folder.root });
    const source = await readSource(query, input, folder, options);
    step.done(`${source.rows.toLocaleString("en")} rows`);
    sources.push(source);
  }
  return mergeSources(sources);
}

/** A table is mapped from one source: two that differ need the user's word. */
function holdApart(mappings: Mapping[]): void {
  const seen = new Map<TableName, Mapping>();
  for (const mapping of mappings) {
    const other = seen.get(mapping.table);
    if (other) {
      throw new UserError(
        `${other.source.title} and ${mapping.source.title} both look like ${mapping.table}, with different columns.`,
        {
          fix: "map them into two overlays with --overlay, or say --table for each by itself, or give both the same header",
        },
      );
    }
    seen.set(mapping.table, mapping);
  }
}
