/** Text as a terminal shows it: control characters made visible, so that a value cannot draw or break lines. */
export function shownText(text: string): string {
  return text
    .replace(/\r\n|[\n\r]/g, "↵")
    .replace(/\t/g, "⇥")
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, "�");
}

/** How many columns of a terminal a text takes: Chinese characters and emoji take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** Text cut to a width, with … for the rest. */
export function fitText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(cut + segment) > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Rows as aligned columns under a heading; the last column is cut to what the width leaves. */
export function textTable(heading: string[], rows: string[][], width = 140): string {
  const shown = [heading, ...rows].map((row) => row.map(shownText));
  const widths = heading.map((_, at) => Math.max(...shown.map((row) => widthOf(row[at] ?? ""))));
  const limits = widths.map((one) => Math.min(one, 60));
  const before = limits.slice(0, -1).reduce((sum, one) => sum + one + 2, 2);
  limits[limits.length - 1] = Math.max(width - before, 16);
  return shown
    .map((row) =>
      row
        .map((cell, at) => {
          const text = fitText(cell, limits[at] ?? 16);
          return at === row.length - 1 ? text : text + " ".repeat((limits[at] ?? 0) - widthOf(text));
        })
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}
