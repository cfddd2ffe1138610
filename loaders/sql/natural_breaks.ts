import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBListValue,
  DuckDBScalarFunction,
  INTEGER,
  LIST,
  listValue,
} from "@duckdb/node-api";

/** Makes `natural_breaks(positions, customers, levels)` of `naturalBreaks` a function of SQL, with arrays. */
export function makeNaturalBreaks(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: "natural_breaks",
      parameterTypes: [LIST(DOUBLE), LIST(BIGINT), INTEGER],
      returnType: LIST(BIGINT),
      mainFunction: (_info, input, output) => {
        const [positions, customers, levels] = [0, 1, 2].map((column) => input.getColumnVector(column));
        for (let row = 0; row < input.rowCount; ++row) {
          const [places, weights] = [positions, customers].map((vector) =>
            (vector?.getItem(row) as DuckDBListValue | null)?.items.map(Number),
          );
          const ends = places && weights && naturalBreaks(places, weights, Number(levels?.getItem(row)));
          output.setItem(row, ends ? listValue(ends.map(BigInt)) : null);
        }
        output.flush();
      },
    }),
  );
}

/**
 * Jenks natural breaks: the classes of a histogram whose weighted squared distances from the classes' means add up to
 * least. `positions` are the bins' places on the axis, rising; `weights` how many stand at each. Returns, for each class
 * but the last, the weight up to its end; where there are fewer bins than classes the classes left over are empty, at the
 * upper end.
 *
 * Exact for the histogram: no other classes of its bins are better, and what stands in one bin is never parted. So it is
 * as exact as the bins are: entirely for days and orders, and for amounts, whose bins are 1 % wide, as if every amount
 * were the middle of its bin. Optimal one-dimensional k-means by dynamic programming (Wang and Song, Ckmeans.1d.dp, The R
 * Journal 3/2, 2011), with the weights and the divide and conquer of its later versions: levels × bins × log(bins) steps,
 * however many customers there are. Of equally good classes those that break first are taken.
 */
export function naturalBreaks(
  positions: readonly number[],
  weights: readonly number[],
  levels: number,
): number[] {
  const bins = positions.length;
  const upTo = [0];
  for (const weight of weights) upTo.push((upTo.at(-1) ?? 0) + weight);
  const whole = upTo[bins] ?? 0;
  const costOf = costs(positions, weights);
  const classes = Math.min(levels, bins);
  // best[end]: the least cost of the bins before `end` in so many classes.
  let best = Float64Array.from({ length: bins + 1 }, (_, end) => costOf(0, end));
  const starts: Int32Array[] = [];
  for (let count = 2; count <= classes; ++count) {
    const next = new Float64Array(bins + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(bins + 1);
    // The best start of the last class never moves down as its end moves up, so the middle end bounds both halves.
    const fill = (from: number, to: number, least: number, most: number) => {
      if (from > to) return;
      const end = (from + to) >> 1;
      for (let at = Math.max(least, count - 1); at <= Math.min(most, end - 1); ++at) {
        const cost = (best[at] ?? 0) + costOf(at, end);
        if (cost < (next[end] ?? 0)) {
          next[end] = cost;
          start[end] = at;
        }
      }
      fill(from, end - 1, least, start[end] ?? 0);
      fill(end + 1, to, start[end] ?? 0, most);
    };
    fill(count, bins, count - 1, bins - 1);
    best = next;
    starts.push(start);
  }
  const ends: number[] = [];
  for (let end = bins; starts.length > 0; ) {
    end = starts.pop()?.[end] ?? 0;
    ends.unshift(upTo[end] ?? 0);
  }
  return Array.from({ length: levels - 1 }, (_, index) => ends[index] ?? whole);
}

/** The weighted squared distances of the bins `from` to before `to` from their mean. */
function costs(positions: readonly number[], weights: readonly number[]) {
  // About the mean of all, or the differences of large squares would lose their digits.
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = positions.reduce((sum, position, bin) => sum + position * (weights[bin] ?? 0), 0) / whole;
  const [sums, firsts, squares] = [0, 1, 2].map((power) => {
    const upTo = new Float64Array(positions.length + 1);
    for (const [bin, position] of positions.entries())
      upTo[bin + 1] = (upTo[bin] ?? 0) + (weights[bin] ?? 0) * (position - mean) ** power;
    return (from: number, to: number) => (upTo[to] ?? 0) - (upTo[from] ?? 0);
  }) as [Sum, Sum, Sum];
  return (from: number, to: number): number =>
    to - from < 2 ? 0 : Math.max(0, squares(from, to) - firsts(from, to) ** 2 / sums(from, to));
}

type Sum = (from: number, to: number) => number;
