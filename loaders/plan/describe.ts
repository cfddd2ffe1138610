import type { BaselineKind } from "./baseline.ts";
import type { Block, Line, Table } from "./blocks.ts";
import { describeModel, hides, isChanged } from "./describe_model.ts";
import { count, counted, HIDDEN, modelName } from "./figures.ts";
import type { Plan, PlannedCheck, PlannedFile } from "./plan.ts";
import type { TierModel } from "./state.ts";

/** A plan as a person reads it: whether anything changes, why, and for each tier model what. */
export function describePlan(plan: Plan): Block[] {
  const changed = plan.models.filter(isChanged);
  const others = plan.models
    .filter((model) => !isChanged(model))
    .map(({ model }) => modelName(model).toLowerCase());
  const failing = plan.checks.filter(({ severity }) => severity === "error");
  const warning = plan.checks.filter(({ severity }) => severity === "warning");
  const currency = plan.currency ?? { before: "USD", after: "USD" };
  return [
    { heading: headline(plan, changed.length), level: 1 },
    { lines: circumstances(plan) },
    ...(failing.length > 0 ? checkBlocks("A build would be refused: these checks fail", failing) : []),
    ...(plan.changes && plan.files.length > 0 ? [fileTable(plan)] : []),
    ...changed.flatMap((model) => describeModel(model, currency)),
    ...(changed.length > 0 && others.length > 0 ? [said(`No change: ${others.join(", ")}.`)] : []),
    ...(warning.length > 0 ? checkBlocks("These checks begin to warn", warning) : []),
    ...(plan.sources.length > 0 ? [sourceTable(plan)] : []),
    ...rest(plan),
  ];
}

function headline({ changes, publishable, models, files }: Plan, changed: number): string {
  if (!publishable && models.length === 0)
    return "Publishing would be refused: a check of the thresholds fails";
  if (!changes) {
    const named = files.filter((file) => !isQuiet(file)).length;
    const without = named > 0 ? `, though ${counted(named, "file")} differ${named > 1 ? "" : "s"}` : "";
    return `No change: publishing would show the same figures${without}`;
  }
  const what = changed > 0 ? `${changed} of ${models.length} tier models` : "figures, but no customer's tier";
  return publishable
    ? `Publishing would change ${what}`
    : `Publishing would be refused; without the failing checks it would change ${what}`;
}

function circumstances({ against, as_of, currency, files, changes }: Plan): Line[] {
  const built = against.built_at ? `, built ${against.built_at.slice(0, 16).replace("T", " ")} UTC` : "";
  const { kind, place } = against;
  const lines: Line[] = [
    place === null
      ? [`Compared with the site that was built last${built}.`]
      : [`Compared with ${KINDS_OF_BASELINE[kind]} `, { code: place }, `${built}.`],
  ];
  if (kind === "sql_of_site")
    lines.push([
      "That site's build left no record here, so its SQL was run on the present data: a change of data does not show.",
    ]);
  if (against.shares_overlay)
    lines.push(["That commit does not hold the overlay: both sides use the present one."]);
  if (as_of)
    lines.push([
      as_of.before === as_of.after
        ? `As of ${as_of.after}, both.`
        : `The day moves from ${as_of.before} to ${as_of.after}: the newest snapshot of each is compared, so time alone moves customers too.`,
    ]);
  if (currency && currency.before !== currency.after)
    lines.push([
      `The currency changes from ${currency.before} to ${currency.after}: amounts cannot be compared.`,
    ]);
  if (!changes && files.length > 0)
    lines.push(["Without effect: ", ...listed(files.map(({ file }) => file)), "."]);
  if (changes && files.length === 0)
    lines.push(["No file of SQL or data differs: another version of tierboard makes other figures of them."]);
  return lines;
}

const MOST_NAMES = 20;

function fileTable({ files, models }: Plan): Table {
  const isCompared = models.length > 0;
  const named = files.filter((file) => !isQuiet(file));
  const quiet = files.filter(isQuiet);
  const row = (file: PlannedFile, name = file.file) => ({
    cells: [name, KINDS[file.kind], ...(isCompared ? [effectsOf(file)] : [])],
  });
  const more = named.length - MOST_NAMES;
  const [first] = quiet;
  return {
    title: "Files that differ",
    isOpen: true,
    columns: [
      { name: "file", isCode: true },
      { name: "is" },
      ...(isCompared ? [{ name: "customers it moves" }] : []),
    ],
    rows: [
      ...named.slice(0, MOST_NAMES).map((file) => row(file)),
      ...(more > 0 ? [{ cells: ["", `${more} more`] }] : []),
      ...(first
        ? [row(first, quiet.length > 1 ? `${first.file} and ${quiet.length - 1} more` : first.file)]
        : []),
    ],
  };
}

/** Data of the same size that moves nobody: a checkout or a download alone makes it anew. */
function isQuiet({ kind, effects }: PlannedFile): boolean {
  return kind === "rewritten" && effects !== null && Object.keys(effects).length === 0;
}

const KINDS: Record<PlannedFile["kind"], string> = {
  changed: "changed",
  added: "added",
  removed: "removed",
  rewritten: "written anew, of the same size",
};

function effectsOf({ effects }: PlannedFile): string {
  if (effects === null) return "can't be told from the others";
  const told = Object.entries(effects).map(
    ([model, customers]) => `about ${count(customers)} in ${modelName(model as TierModel).toLowerCase()}`,
  );
  return told.join(", ") || "none";
}

function checkBlocks(heading: string, checks: readonly PlannedCheck[]): Block[] {
  const lines = checks.flatMap(({ check, says, problem, rows, file, line, fix, is_known }): Line[] => [
    [`✗ ${says} (`, { code: check }, `)${is_known ? ", before already" : ""}`],
    ["   ", problem === null ? counted(rows, "row") : { code: problem }],
    ["   in: ", { code: line === null ? file : `${file}:${line}` }],
    ...(fix === null ? [] : [["   do: ", { code: fix }]]),
  ]);
  return [{ heading, level: 2 }, { lines }];
}

function sourceTable({ sources }: Plan): Table {
  return {
    title: "Sources with other rows",
    isOpen: true,
    columns: [
      { name: "source" },
      ...["read", "after", "accepted", "after", "rejected", "after"].map((name) => ({
        name,
        isNumber: true,
      })),
    ],
    rows: sources.map(({ source, read, accepted, rejected }) => ({
      cells: [
        source,
        ...[read, accepted, rejected].flatMap(({ before, after }) => [count(before), count(after)]),
      ],
    })),
  };
}

function rest({ figures, left_to_build, models, smallest_cell }: Plan): Block[] {
  const lines: Line[] = [];
  if (models.some(hides))
    lines.push([
      `${HIDDEN}: fewer than ${smallest_cell} customers, or a figure that would give such a one away. --customers FILE has them all.`,
    ]);
  if (figures.length > 0) lines.push(["With other rows: ", ...listed(figures), "."]);
  if (left_to_build.length > 0)
    lines.push([
      `Left to the build: ${counted(left_to_build.length, "mart or check", "marts and checks")} that compare snapshots with each other; --full looks at them too.`,
    ]);
  return lines.length > 0 ? [{ lines }] : [];
}

const KINDS_OF_BASELINE: Record<BaselineKind, string> = {
  site: "the site in",
  sql_of_site: "the SQL of the site in",
  sql: "the SQL in",
  checkout: "the checkout",
  commit: "the commit",
};

/** Names one after the other, the first of many. */
function listed(names: readonly string[]): Line {
  const shown = names.slice(0, MOST_NAMES).flatMap((name) => [", ", { code: name }]);
  return [
    ...shown.slice(1),
    ...(names.length > MOST_NAMES ? [` and ${names.length - MOST_NAMES} more`] : []),
  ];
}

function said(line: string): Block {
  return { lines: [[line]] };
}
