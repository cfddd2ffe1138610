import { accent, quietInk } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";

export interface SparklineOptions {
  width?: number;
  height?: number;
  /** Whether the last value is of a month not yet complete: its dot is hollow. */
  isPartial?: boolean;
}

const EDGE = 4;

/** A small line of values in their order, the last one with a dot; a missing value is a gap. */
export function sparkline(
  values: readonly (number | null)[],
  { width = 120, height = 32, isPartial = false }: SparklineOptions = {},
): SVGSVGElement {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const x = (index: number) => EDGE + (index / Math.max(1, values.length - 1)) * (width - 2 * EDGE);
  const y = (value: number) =>
    height - EDGE - (span > 0 ? (value - least) / span : 0.5) * (height - 2 * EDGE);
  let path = "";
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    const isFirst = index === 0 || values[index - 1] === null;
    path += `${isFirst ? "M" : "L"}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
  }
  const last = values.at(-1);
  const line = drawing(
    width,
    height,
    path && svgElement("path", { d: path, fill: "none", stroke: quietInk, "stroke-width": 1.5 }),
    last != null &&
      svgElement("circle", {
        cx: x(values.length - 1),
        cy: y(last),
        r: 3,
        fill: isPartial ? "var(--card)" : accent,
        stroke: accent,
        "stroke-width": 1.5,
      }),
  );
  line.setAttribute("class", "sparkline");
  return line;
}
