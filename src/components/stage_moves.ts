import { formatCount } from "./format.js";
import type { TierFlow } from "./tier_moves.js";

/** A stage before (left) or after (right) a month of moves. */
export interface StageEnd {
  key: string;
  tier: string;
  rank: number;
  side: "left" | "right";
  /** Its customers then; undefined for those who had not entered. */
  size: number | null | undefined;
  /** How many of them left or joined it; null where hidden numbers leave that open. */
  changed: number | null;
  /** The part of `changed` whose other end is hidden. */
  hidden: number;
}

export interface StageLink {
  source: string;
  target: string;
  value: number;
  flow: TierFlow;
}

type Sizes = ReadonlyMap<string, number | null>;

/** How many kept their stage, in words; at least so many where a number is hidden. */
export function stayedCount(flows: readonly TierFlow[]): string {
  const stayed = flows.filter((flow) => flow.from_tier === flow.to_tier);
  const count = formatCount(stayed.reduce((sum, { customers }) => sum + (customers ?? 0), 0));
  return stayed.some(({ customers }) => customers === null) ? `≥ ${count}` : count;
}

/** How many of a stage's customers left or joined it: all but those who stayed; null where that is hidden. */
export function changedCount(
  flows: readonly TierFlow[],
  tier: string,
  size: number | null | undefined,
): number | null {
  const stayed = flows.find((flow) => flow.from_tier === tier && flow.to_tier === tier);
  if (size == null || stayed?.customers === null) return null;
  return size - (stayed?.customers ?? 0);
}

/** The moves to draw: those who stayed would hide them all. Ends count everyone, links only what may be shown. */
export function stageMoves(flows: readonly TierFlow[], before: Sizes, after: Sizes) {
  const moves = flows.filter((flow) => flow.from_tier !== flow.to_tier && flow.customers !== 0);
  const links: StageLink[] = moves.flatMap((flow) =>
    flow.customers === null
      ? []
      : [{ source: `left ${flow.from_tier}`, target: `right ${flow.to_tier}`, value: flow.customers, flow }],
  );
  const ends = new Map<string, StageEnd>();
  const end = (side: StageEnd["side"], tier: string, rank: number) => {
    const key = `${side} ${tier}`;
    if (ends.has(key)) return;
    const size = (side === "left" ? before : after).get(tier);
    const changed =
      size === undefined && side === "left" ? enteredCount(before, after) : changedCount(flows, tier, size);
    const shown = links
      .filter(({ source, target }) => (side === "left" ? source : target) === key)
      .reduce((sum, { value }) => sum + value, 0);
    ends.set(key, { key, tier, rank, side, size, changed, hidden: Math.max(0, (changed ?? shown) - shown) });
  };
  for (const { from_tier, from_rank, to_tier, to_rank } of moves) {
    end("left", from_tier, from_rank);
    end("right", to_tier, to_rank);
  }
  // An end of which nothing can be told has no height to draw.
  const isLinked = ({ key }: StageEnd) =>
    links.some(({ source, target }) => source === key || target === key);
  return { links, ends: [...ends.values()].filter((each) => isLinked(each) || each.hidden > 0) };
}

function enteredCount(before: Sizes, after: Sizes): number | null {
  const total = (sizes: Sizes) =>
    [...sizes.values()].reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
  const [earlier, later] = [total(before), total(after)];
  return earlier === null || later === null ? null : later - earlier;
}
