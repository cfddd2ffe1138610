import { type Place, UserError } from "../errors.ts";
import { explainFileError, query } from "./explain_file.ts";
import type { Model } from "./model.ts";

/** What DuckDB said about the query of a model, which stood there wrapped so that its line 1 was line 2. */
export class SqlError extends Error {
  override name = "SqlError";

  constructor(
    readonly model: Model,
    override readonly cause: unknown,
    /** The mappings that the model reads through, which are views and so run with it. */
    readonly sources: readonly Model[] = [],
  ) {
    super(textOf(cause));
  }
}

/** An error as a mistake that a person can mend, where it is one: what is wrong, in which file and line, what to do. */
export async function explain(error: unknown, root: string): Promise<unknown> {
  if (error instanceof UserError) return error;
  const text = textOf(error);
  const place = error instanceof SqlError ? placeOf(error) : undefined;
  const limit = explainLimit(text, place, error);
  if (limit || !(error instanceof SqlError)) return limit ?? error;
  const ofSource = await findInSources(error, root);
  if (ofSource) return explain(ofSource, root);
  const ofFile = await explainFileError(text, error.model, place, root);
  if (ofFile) return ofFile;
  const relation = unknownRelation(text, error.model.sql);
  return new UserError(relation ? `there is no relation ${relation}` : firstWords(text), {
    place,
    fix: relation
      ? "mend the name: a file sql/marts/x.sql makes marts.x, and a model reads only its own folder and those above it"
      : "mend the query and run again; nothing was published",
    detail: hints(text),
    cause: error.cause,
  });
}

/** Limits of the machine, whatever ran into them. */
function explainLimit(text: string, place: Place | undefined, cause: unknown): UserError | undefined {
  if (/no space left|file too large|could not write|disk quota|max_temp_directory_size/i.test(text))
    return new UserError(`the disk is full, or a file can't grow further: ${firstWords(text)}`, {
      place,
      fix: "make room and run again; the last good warehouse and site are as they were",
      cause,
    });
  if (/^Out of Memory Error/.test(text))
    return new UserError(`DuckDB ran out of memory: ${firstWords(text)}`, {
      place,
      fix: "close other programs, or run on a machine with more memory; the last good warehouse and site are as they were",
      cause,
    });
  return undefined;
}

/** A mapping can fail on a value when staging reads it: then the mistake is the mapping's, not staging's. */
async function findInSources(
  { model, sources, message }: SqlError,
  root: string,
): Promise<SqlError | undefined> {
  const isOfValue = (text: string) => /^(?:Conversion|Invalid Input|Out of Range) Error/.test(text);
  if (model.layer !== "staging" || !isOfValue(message)) return undefined;
  for (const source of sources) {
    try {
      await query(root, `create table read as (\n${source.sql}\n)`);
    } catch (error) {
      if (isOfValue(textOf(error))) return new SqlError(source, error);
    }
  }
  return undefined;
}

function placeOf({ message, model }: SqlError): Place {
  const line = /\nLINE (\d+):/.exec(message)?.[1];
  return { file: model.file, line: line ? Math.max(1, Number(line) - 1) : undefined };
}

/** DuckDB's first sentence, without the kind of error before it. */
function firstWords(text: string): string {
  const [first = text] = text.replace(/^Failed to \w+ statements?: /, "").split("\n");
  return first.replace(/^(?:Parser|Binder|Catalog|Invalid Input) Error: /, "").trim();
}

/** The name as the query has it: DuckDB leaves its folder out. */
function unknownRelation(text: string, sql: string): string | undefined {
  const name = /Table with name "?([\w.]+)"? does not exist/.exec(text)?.[1];
  return name && (new RegExp(`\\w+\\.${name.replace(".", "\\.")}\\b`).exec(sql)?.[0] ?? name);
}

function hints(text: string): string | undefined {
  const found = text.match(/^(?:Did you mean|Candidate (?:bindings|tables)|HINT).*$/gim);
  return found ? `   ${found.join("\n   ")}` : undefined;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
