import { element } from "./element.js";
import { heat } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";

const WIDTH = 112;
const HEIGHT = 10;
const SCALE = "heat-scale";

/** What the colours of a heat map stand for: from nothing to the most. */
export function heatLegend(least: string, most: string): HTMLElement {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((offset) =>
    svgElement("stop", { offset, style: `stop-color: ${heat(offset)}` }),
  );
  const scale = drawing(
    WIDTH,
    HEIGHT,
    svgElement("linearGradient", { id: SCALE }, ...stops),
    svgElement("rect", { width: WIDTH, height: HEIGHT, rx: 2, fill: `url(#${SCALE})` }),
  );
  scale.setAttribute("aria-hidden", "true");
  return element("p", { class: "heat-legend" }, least, scale, most);
}
