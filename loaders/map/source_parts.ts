import { basename, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { InputFiles } from "./find_files.ts";
import type { PreparedText } from "./prepare_text.ts";
import type { Query } from "./query.ts";
import { rowsNow, type Source, type SourceFile } from "./source.ts";
import { quotePath, quoteText } from "./sql_text.ts";

/** A source that is known by its name only. */
export function startSource(input: InputFiles, facts: string[]): Source {
  const name = input.isGlob ? `${input.given} (${input.files.length} files)` : basename(input.given);
  return {
    title: name,
    facts: facts.filter(Boolean).join(", "),
    reader: { kind: "parquet", union: false },
    files: [],
    columns: [],
    rows: 0,
    notes: [],
  };
}

/** A source with rows; one without is a mistake. */
export function held(source: Source): Source {
  if (source.rows > 0) return source;
  const path = source.files[0]?.path ?? source.title;
  throw new UserError(`${path} has a header and no rows.`, {
    place: { file: path },
    fix: "export it again with its rows; nothing can be told from a header alone",
  });
}

/** The literals of a source's files; a glob stays one, so that later files of its pattern join in. */
export function filesOf(input: InputFiles, texts: PreparedText[], root: string): SourceFile[] {
  const isCopied = texts.some(({ copy }) => copy);
  return input.files.map((file, at) => {
    const copy = texts[at]?.copy;
    return {
      path: file.path,
      now: quotePath(copy?.temporary ?? resolve(root, file.path)),
      later: input.isGlob && !isCopied ? quoteText(input.path) : quotePath(file.path),
      copy,
    };
  });
}

/** How many rows a source has. */
export async function countRows(query: Query, source: Source): Promise<number> {
  const [row] = await query.rows(`select count(*)::double as n from ${rowsNow(source)}`);
  return Number(row?.n);
}

/** Runs a read, and tells a broken file from a fault of ours by what DuckDB says of it. */
export async function reading<Result>(
  input: InputFiles,
  read: () => Promise<Result>,
  fix = "mend the file, or export it again",
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    const [detail] = String(cause instanceof Error ? cause.message : cause).split("\n");
    const line = /in line (\d+)/.exec(detail ?? "")?.[1] ?? /record\/value (\d+)/.exec(detail ?? "")?.[1];
    throw new UserError(`${input.given} cannot be read.`, {
      place: { file: input.files[0]?.path ?? input.given, line: line ? Number(line) : undefined },
      fix,
      detail,
      cause,
    });
  }
}

/** An encoding as people write it. */
export function encodingName(text: PreparedText | undefined): string {
  return text?.encoding.name === "utf-8" ? "UTF-8" : (text?.encoding.name ?? "").toUpperCase();
}
