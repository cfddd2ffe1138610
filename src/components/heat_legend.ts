import { element } from "./element.js";
import { heat } from "./palette.js";

/** What the colours of a heat map stand for: from nothing to the most. */
export function heatLegend(least: string, most: string): HTMLElement {
  const stops = [0, 0.25, 0.5, 0.75, 1].map(heat).join(", ");
  return element(
    "p",
    { class: "heat-legend" },
    least,
    element("i", { style: `background: linear-gradient(to right, ${stops})` }),
    most,
  );
}
