import { type Cell, cellsToHide } from "../suppress.ts";
import type { ModelDifference, Sides } from "./compare.ts";
import type { TierModel } from "./state.ts";

/** A figure that may be shown; null is a hidden one. */
export type Shown = number | null;

/** What a plan tells of one tier model. Every figure about too few customers is hidden, and those that would give it away. */
export interface PlannedModel {
  model: TierModel;
  /** Customers by what becomes of them: they change tier, keep it, get their first, or have none any more. */
  customers: Record<Fate, Shown>;
  /** Best first; revenue is that of the window. */
  tiers: { tier: string; customers: Sides<Shown>; revenue: Sides<Shown> }[];
  /** Largest first; from "entered", to "left". */
  moves: { from: string; to: string; customers: Shown; revenue: Sides<Shown> }[];
  /** Segments before with customers who change tier, the most first; revenue is that of those customers. */
  segments: { segment: string | null; moved: Shown; stayed: Shown; revenue: Shown }[];
  /** Where scores and tiers begin, null on the side that has no such limit. */
  limits: { measure: string; part: string; value: Sides<number | null> }[];
}

type Fate = "moved" | "stayed" | "entered" | "left";

/** A margin of a table among the tiers along it; no tier is named so. */
const WHOLE = "\u0000";

/** Takes from a difference what must not be shown, by the rules of the site (loaders/suppress.ts). */
export function hideSmall(models: readonly ModelDifference[], smallest: number): PlannedModel[] {
  const segments = models.find(({ model }) => model === "segment")?.tiers ?? [];
  const hiddenSegments = new Set(
    [...hiddenSizes(segments, "before", smallest)].map((index) => segments[index]?.tier),
  );
  return models.map((model) => {
    const before = hiddenSizes(model.tiers, "before", smallest);
    const fates = countFates(model);
    const { moves, after } = hideMoves(model, showFates(fates, false, smallest), before, smallest);
    const isHidden = (tier: string) => {
      const index = model.tiers.findIndex((each) => each.tier === tier);
      return before.has(index) || after.has(index);
    };
    const customers = showFates(fates, after.size > 0, smallest);
    return {
      model: model.model,
      customers,
      tiers: model.tiers.map(({ tier, customers, revenue }, index) => ({
        tier,
        customers: {
          before: before.has(index) ? null : customers.before,
          after: after.has(index) ? null : customers.after,
        },
        revenue: {
          before: before.has(index) ? null : revenue.before,
          after: after.has(index) ? null : revenue.after,
        },
      })),
      moves: showMoves(model.moves, moves),
      // They add up to all who move.
      segments: customers.moved === null ? [] : showSegments(model, hiddenSegments, smallest),
      // Where a level begins is the revenue of one of its customers.
      limits: model.limits.filter(({ measure, part }) => measure !== "revenue" || !isHidden(part)),
    };
  });
}

/** The tiers whose size the site itself hides on this side, by index: see marts.tier_sizes. */
function hiddenSizes(
  tiers: ModelDifference["tiers"],
  side: keyof Sides<number>,
  smallest: number,
): Set<number> {
  return cellsToHide(
    tiers.map(({ customers }) => ({ along: [], customers: customers[side] })),
    smallest,
  );
}

function fateOf({ from, to }: { from: string; to: string }): Fate {
  if (from === "entered") return "entered";
  if (to === "left") return "left";
  return from === to ? "stayed" : "moved";
}

function countFates({ moves }: ModelDifference): Record<Fate, number> {
  const counts = { moved: 0, stayed: 0, entered: 0, left: 0 };
  for (const move of moves) counts[fateOf(move)] += move.customers;
  return counts;
}

/** The customers of both sides are known in all, so who moves and who stays are hidden together, and so are the others. */
function showFates(
  { moved, stayed, entered, left }: Record<Fate, number>,
  areSizesHidden: boolean,
  smallest: number,
): Record<Fate, Shown> {
  const areFew = (...counts: number[]) => counts.some((count) => count > 0 && count < smallest);
  const areOthersHidden = areSizesHidden || areFew(entered, left);
  const areMovesHidden = areSizesHidden || areFew(moved, stayed) || (areOthersHidden && entered + left > 0);
  const hideIf = (isHidden: boolean, count: number) => (isHidden && count > 0 ? null : count);
  return {
    moved: hideIf(areMovesHidden, moved),
    stayed: hideIf(areMovesHidden, stayed),
    entered: hideIf(areOthersHidden, entered),
    left: hideIf(areOthersHidden, left),
  };
}

/**
 * Which moves are not shown, and which sizes after them. The matrix's margins are the sizes: those before are known to
 * readers of the site, those after are one more cell of their line, as is every size that the site hides: so that
 * neither follows from the other. Who stays is never listed, and so hides others.
 */
function hideMoves(
  { moves, tiers }: ModelDifference,
  fates: Record<Fate, Shown>,
  hiddenBefore: ReadonlySet<number>,
  smallest: number,
): { moves: ReadonlySet<number>; after: ReadonlySet<number> } {
  const cells: Cell[] = moves.map((move) => ({
    along: [move.from, move.to],
    group: fates[fateOf(move)] === null ? undefined : fateOf(move),
    customers: move.customers,
    isLeftOut: move.from === move.to,
  }));
  for (const { tier, customers } of tiers) cells.push({ along: [WHOLE, tier], customers: customers.after });
  for (const index of hiddenBefore) {
    const { tier = "", customers } = tiers[index] ?? {};
    cells.push({ along: [tier, WHOLE], customers: customers?.before ?? 0 });
  }
  const hidden = [...cellsToHide(cells, smallest)];
  return {
    moves: new Set(hidden.filter((index) => index < moves.length)),
    after: new Set(
      hidden.map((index) => index - moves.length).filter((index) => index >= 0 && index < tiers.length),
    ),
  };
}

function showMoves(moves: ModelDifference["moves"], hidden: ReadonlySet<number>): PlannedModel["moves"] {
  return moves
    .map(({ from, to, customers, revenue }, index) => ({
      from,
      to,
      customers: hidden.has(index) ? null : customers,
      revenue: hidden.has(index) ? { before: null, after: null } : revenue,
    }))
    .filter(({ from, to }) => from !== to)
    .sort((left, right) => (right.customers ?? 0) - (left.customers ?? 0));
}

function showSegments(
  { segments }: ModelDifference,
  hiddenSegments: ReadonlySet<string | undefined>,
  smallest: number,
): PlannedModel["segments"] {
  const cells = segments.flatMap(({ segment, moved, stayed }): Cell[] => [
    { along: [segment, "moved"], customers: moved },
    { along: [segment, "stayed"], customers: stayed },
    ...(hiddenSegments.has(segment ?? undefined)
      ? [{ along: [segment, WHOLE], customers: moved + stayed }]
      : []),
  ]);
  const hidden = cellsToHide(cells, smallest);
  const isHidden = (segment: string | null, kind: string) =>
    hidden.has(cells.findIndex(({ along }) => along[0] === segment && along[1] === kind));
  return segments
    .filter(({ moved }) => moved > 0)
    .map(({ segment, moved, stayed, revenue }) => ({
      segment,
      moved: isHidden(segment, "moved") ? null : moved,
      stayed: isHidden(segment, "stayed") ? null : stayed,
      revenue: isHidden(segment, "moved") ? null : revenue,
    }))
    .sort((left, right) => (right.moved ?? 0) - (left.moved ?? 0));
}
