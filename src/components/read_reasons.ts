import { isoDay } from "./format.js";
import { readSplit } from "./read_split.js";
import { type MoveReason, reasonShares } from "./reasons.js";

/** The reasons of the moves between two snapshots. */
export async function reasonsBetween(model: string, from: Date, to: Date): Promise<MoveReason[]> {
  const rows = (await readSplit("move_reasons", model, isoDay(from))).objects() as MoveReason[];
  return rows.filter(({ to_as_of }) => to_as_of.getTime() === to.getTime());
}

/** How many snapshots migration compares with each other: older ones have no reasons. */
const PAIRED = 24;

/** The reasons from each stop of a flow to the next. */
export function reasonsAlong(model: string, stops: readonly Date[], days: readonly Date[]) {
  const oldest = days[Math.max(0, days.length - PAIRED)]?.getTime() ?? 0;
  return Promise.all(
    stops.slice(0, -1).map(async (from, index) => {
      const to = stops[index + 1];
      return reasonShares(from.getTime() < oldest || !to ? [] : await reasonsBetween(model, from, to));
    }),
  );
}
