import { textTable } from "../map/text_table.ts";

/** A figure and the most it may be. */
export interface Bar {
  what: string;
  value: number;
  most: number;
  text: (value: number) => string;
}

export function isMet({ value, most }: Bar): boolean {
  return value <= most;
}

/** Each figure beside its bar, with ✓ or ✗. */
export function barTable(bars: readonly Bar[]): string {
  return textTable(
    ["bar", "measured", "at most", ""],
    bars.map((bar) => [bar.what, bar.text(bar.value), bar.text(bar.most), isMet(bar) ? "✓" : "✗"]),
  );
}
