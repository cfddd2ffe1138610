/**
 * Moves positions apart until each is at least `gap` from the next, and as little as possible in all (isotonic
 * regression of what is left over beyond the gaps), within `least` and `most`. The order of equal ones is kept.
 */
export function spread(positions: readonly number[], gap: number, least: number, most: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const blocks: { sum: number; members: number[] }[] = [];
  for (const [rank, index] of order.entries()) {
    let block = { sum: (positions[index] ?? 0) - rank * gap, members: [index] };
    for (let before = blocks.at(-1); before && mean(before) > mean(block); before = blocks.at(-1)) {
      block = { sum: before.sum + block.sum, members: [...before.members, ...block.members] };
      blocks.pop();
    }
    blocks.push(block);
  }
  const highest = most - (positions.length - 1) * gap;
  const placed: number[] = [];
  let rank = 0;
  for (const block of blocks) {
    const start = Math.max(least, Math.min(highest, mean(block)));
    for (const index of block.members) placed[index] = start + rank++ * gap;
  }
  return placed;
}

function mean({ sum, members }: { sum: number; members: number[] }): number {
  return sum / members.length;
}
