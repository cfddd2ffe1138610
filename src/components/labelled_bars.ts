import { accent, ink, quietInk, rule } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";

export interface LabelledBar {
  /** What the bar is, above it on the left. */
  label: string;
  /** Its number in words, above it on the right. */
  note: string;
  /** Its length, in the unit of all bars. */
  value: number;
  /** A second part at its end. */
  rest?: number;
  /** The name of the group that begins here. */
  heading?: string;
}

export interface LabelledBarsOptions {
  width: number;
  colour?: string;
  restColour?: string;
  /** The value of a bar over the full width; the longest bar unless given. */
  full?: number;
}

const ROW = 40;
const HEADING = 34;

/** Bars below their labels, so that long names and a narrow screen need no margin. */
export function labelledBars(
  bars: readonly LabelledBar[],
  { width, colour = accent, restColour = rule, full }: LabelledBarsOptions,
): SVGSVGElement {
  const most = full ?? Math.max(1, ...bars.map(({ value, rest = 0 }) => value + rest));
  // What is there at all shows as a line at least.
  const length = (value: number) => (value > 0 ? Math.max(1.5, (value / most) * width) : 0);
  let y = 0;
  const parts = bars.flatMap(({ label, note, value, rest = 0, heading }) => {
    const nodes: SVGElement[] = [];
    if (heading) {
      nodes.push(words(heading, 0, y + 18, { fill: quietInk }));
      y += HEADING;
    }
    nodes.push(
      words(label, 0, y + 12, { fill: ink }),
      words(note, width, y + 12, { fill: ink, "text-anchor": "end" }),
      svgElement("rect", { x: 0, y: y + 19, width, height: 8, fill: rule, opacity: 0.5 }),
      svgElement("rect", { x: 0, y: y + 19, width: length(value), height: 8, fill: colour }),
    );
    if (rest > 0) {
      const x = Math.min(width - length(rest), length(value));
      nodes.push(svgElement("rect", { x, y: y + 19, width: length(rest), height: 8, fill: restColour }));
    }
    y += ROW;
    return nodes;
  });
  return drawing(width, Math.max(1, y - 8), ...parts);
}

function words(text: string, x: number, y: number, attributes: Record<string, string>): SVGTextElement {
  return svgElement("text", { x, y, "font-size": 13, ...attributes }, text);
}
