import { type AmountMeasure, type RfmGroup, type ScoredMeasure, scoreOf } from "./rfm_groups.js";

/** A row of marts.rfm_distributions: customers from `at_least` to below `below`; an open end is null. */
export interface RfmBin {
  measure: ScoredMeasure | AmountMeasure;
  bin: number;
  at_least: number | null;
  below: number | null;
  customers: number | null;
}

/** A value at which one score ends and the next begins, as the axis counts. */
export interface Cut {
  at: number;
  /** The value that people read: the most days, or the least orders or amount, that get the better score. */
  value: number;
}

/** A piece of a bin within one score. Its area is its customers: `height` is per `width` of the usual bin. */
export interface Piece {
  from: number;
  to: number;
  height: number;
  score: number;
}

export interface Histogram {
  pieces: Piece[];
  cuts: Cut[];
  /** From where to where the axis goes. */
  from: number;
  to: number;
  /** The usual bin's width: days or orders, or for amounts a ratio less one. */
  width: number;
  /** Everyone in a bin, and those in open bins, which have no place on the axis. */
  customers: number;
  under: { customers: number; below: number } | undefined;
  over: { customers: number; at_least: number } | undefined;
}

/**
 * Bins cut at the scores' bounds. Orders are centred on their number; amounts are on a logarithmic axis. Undefined when
 * there is no bin to draw.
 */
export function histogramOf(
  bins: readonly RfmBin[],
  scores: readonly RfmGroup[],
  measure: ScoredMeasure,
): Histogram | undefined {
  const isLog = measure === "monetary";
  const shift = measure === "frequency" ? -0.5 : 0;
  const place = (value: number) => value + shift;
  const span = (from: number, to: number) => (isLog ? Math.log(to / from) : to - from);
  const last = lastShown(bins, scores, measure);
  const closed = bins
    .slice(0, last + 1)
    .flatMap(({ at_least, below, customers }) =>
      at_least !== null && below !== null && customers !== null
        ? [{ from: place(at_least), to: place(below), customers }]
        : [],
    );
  const usual = Math.min(...closed.map(({ from, to }) => span(from, to)));
  if (closed.length === 0 || !Number.isFinite(usual)) return undefined;
  const cuts = cutsOf(scores, measure).map((cut) => ({ ...cut, at: place(cut.at) }));
  const pieces = closed.flatMap(({ from, to, customers }) => {
    const edges = [from, ...cuts.map(({ at }) => at).filter((at) => at > from && at < to), to];
    const height = (customers * usual) / span(from, to);
    return edges.slice(1).map((end, index) => {
      const start = edges[index] ?? from;
      const middle = isLog ? Math.sqrt(start * end) : (start + end) / 2;
      return { from: start, to: end, height, score: scoreAt(middle, scores, measure) };
    });
  });
  const open = bins.filter(({ at_least, below }) => at_least === null || below === null);
  const under = open.find(({ at_least, below }) => at_least === null && below !== null);
  const beyond = bins.slice(last + 1);
  const ends = [...pieces.flatMap(({ from, to }) => [from, to]), ...cuts.map(({ at }) => at)];
  return {
    pieces,
    cuts,
    from: Math.min(...ends),
    to: Math.max(...ends),
    width: isLog ? Math.exp(usual) - 1 : usual,
    customers: sumOf(bins),
    under: under && { customers: under.customers ?? 0, below: under.below ?? 0 },
    over: beyond[0] && { customers: sumOf(beyond), at_least: beyond[0].at_least ?? 0 },
  };
}

// The long tail of a few who order very often would leave no room for the others.
function lastShown(bins: readonly RfmBin[], scores: readonly RfmGroup[], measure: ScoredMeasure): number {
  const closed = bins.findLastIndex(({ below }) => below !== null);
  if (measure !== "frequency") return closed;
  const highest = Math.max(0, ...scores.map(({ at_least }) => at_least ?? 0));
  const whole = sumOf(bins);
  let up = 0;
  const most = bins.findIndex(({ at_least, customers }) => {
    up += customers ?? 0;
    return up >= 0.985 * whole && (at_least ?? 0) > 1.25 * highest;
  });
  return most < 0 ? closed : Math.min(closed, most);
}

function sumOf(bins: readonly RfmBin[]): number {
  return bins.reduce((sum, { customers }) => sum + (customers ?? 0), 0);
}

// Scores that nobody can have share their cut with the next.
function cutsOf(scores: readonly RfmGroup[], measure: ScoredMeasure): Cut[] {
  const cuts = scores.flatMap(({ at_least, at_most }) => {
    if (measure === "recency") return at_most === null ? [] : [{ at: at_most + 1, value: at_most }];
    const isCut = at_least !== null && at_least > 0;
    return isCut ? [{ at: at_least, value: at_least }] : [];
  });
  const distinct = new Map(cuts.map((cut) => [cut.at, cut]));
  return [...distinct.values()].sort((a, b) => a.at - b.at);
}

// A middle lies within one score, because the pieces end at the cuts. Where a cut falls within a bin all of whose
// customers are below it, the score above is empty and the whole bin belongs to the next that is not.
function scoreAt(middle: number, scores: readonly RfmGroup[], measure: ScoredMeasure): number {
  const value = measure === "monetary" ? middle : Math.floor(middle + (measure === "frequency" ? 0.5 : 0));
  const isBelow = (end: number) => (measure === "monetary" ? value < end : value <= end);
  const at = scores.findIndex(
    ({ at_least, at_most }) =>
      (at_least === null || value >= at_least) && (at_most === null || isBelow(at_most)),
  );
  const group = scores.slice(Math.max(0, at)).find(({ customers }) => customers !== 0) ?? scores[at];
  return group ? scoreOf(group) : 1;
}

/** The bin's edge that parts customers nearest to the middle, and the share below it. */
export function nearestHalf(bins: readonly RfmBin[]): { below: number; share: number } | undefined {
  const whole = sumOf(bins);
  let up = 0;
  const edges = bins.flatMap(({ below, customers }) => {
    up += customers ?? 0;
    return below === null || whole === 0 ? [] : [{ below, share: up / whole }];
  });
  return edges.sort((a, b) => Math.abs(a.share - 0.5) - Math.abs(b.share - 0.5))[0];
}
