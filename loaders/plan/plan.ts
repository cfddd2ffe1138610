import { statSync } from "node:fs";
import type { Baseline, BaselineKind } from "./baseline.ts";
import type { Effect } from "./causes.ts";
import type { ChangedFile } from "./changed_files.ts";
import type { Difference, Sides } from "./compare.ts";
import { hideSmall, type PlannedModel } from "./hide_small.ts";
import type { TierModel } from "./state.ts";

/** What would change if the present files were published. Nothing in it is about fewer customers than may be shown. */
export interface Plan {
  /** Of this form; a key is never renamed or removed without another number. */
  form: 1;
  /** Whether any figure would change, or any check would fail. */
  changes: boolean;
  /** Whether a build would publish it: every check holds. */
  publishable: boolean;
  against: {
    kind: BaselineKind;
    place: string | null;
    /** When the site's record was written; null without one: its SQL was then run on the present data. */
    built_at: string | null;
    shares_overlay: boolean;
  };
  as_of: Sides<string> | null;
  currency: Sides<string> | null;
  /** Below how many customers a figure is hidden (null). */
  smallest_cell: number | null;
  files: PlannedFile[];
  checks: PlannedCheck[];
  /** Per source with other rows than before. */
  sources: Difference["sources"];
  models: PlannedModel[];
  /** Marts and thresholds with other rows than before. */
  figures: string[];
  /** Marts and checks that were not looked at: they compare snapshots, and hang on what changed. */
  left_to_build: string[];
}

export interface PlannedFile {
  file: string;
  kind: ChangedFile["kind"];
  of: ChangedFile["of"];
  model: string;
  /** Per tier model about how many customers would be in another tier but for this file; null: it can't be told apart. */
  effects: Partial<Record<TierModel, number>> | null;
}

export interface PlannedCheck {
  check: string;
  says: string;
  severity: "error" | "warning";
  /** Whether it fails, or warns, before already. */
  is_known: boolean;
  rows: number;
  problem: string | null;
  file: string;
  line: number | null;
  fix: string | null;
}

/** What a plan is made of. */
export interface PlanParts {
  baseline: Baseline;
  checks: PlannedCheck[];
  files: readonly ChangedFile[];
  effects: ReadonlyMap<ChangedFile, Effect>;
  /** Models that were not looked at. */
  left: readonly string[];
  /** Undefined where a check of thresholds failed, and nothing could be compared. */
  difference: Difference | undefined;
}

/** Puts a plan together, without what must not be shown. */
export function planOf({ baseline, checks, files, effects, left, difference }: PlanParts): Plan {
  const { about, models = [], sources = [], figures = [] } = difference ?? {};
  const smallest = about && Math.max(about.before.smallest_cell, about.after.smallest_cell);
  const areMoved = models.some(({ moves }) => moves.some(({ from, to }) => from !== to));
  const changes = !about || areMoved || figures.length > 0 || checks.some((check) => !check.is_known);
  return {
    form: 1,
    changes,
    publishable: checks.every(({ severity }) => severity === "warning"),
    against: {
      kind: baseline.kind,
      place: baseline.place,
      built_at: baseline.state ? statSync(baseline.state).mtime.toISOString() : null,
      shares_overlay: baseline.sharesOverlay ?? false,
    },
    as_of: about ? { before: about.before.as_of, after: about.after.as_of } : null,
    currency: about ? { before: about.before.currency, after: about.after.currency } : null,
    smallest_cell: smallest ?? null,
    files: files.map((changed) => ({
      ...changed,
      effects: rounded(
        effects.get(changed),
        smallest ?? 1,
        models.map(({ model }) => model),
      ),
    })),
    checks,
    sources,
    models: smallest ? hideSmall(models, smallest) : [],
    figures,
    left_to_build: changes ? left.filter((name) => /^(marts|checks)[.]/.test(name)) : [],
  };
}

/** Effects to the nearest multiple of the smallest cell, so that none tells of fewer customers; without those of nobody. */
function rounded(effect: Effect, smallest: number, models: readonly TierModel[]): PlannedFile["effects"] {
  if (!effect) return null;
  const counts = models.flatMap((model) => {
    const customers = effect[model] ?? 0;
    return customers > 0 ? [[model, Math.max(1, Math.round(customers / smallest)) * smallest]] : [];
  });
  return Object.fromEntries(counts);
}
