import { plainColour } from "./plain_colour.js";
import { svgElement } from "./svg_element.js";

const COLOURS = ["fill", "stroke", "stop-color"] as const;
const FONT = [
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "font-variant-numeric",
  "letter-spacing",
] as const;
/** What a colour's own opacity is multiplied with. */
const OPACITIES = { fill: "fill-opacity", stroke: "stroke-opacity", "stop-color": "stop-opacity" } as const;
/** What means something on the page only. */
const OF_THE_PAGE = /^(class|role|tabindex|data-|aria-)/;

/**
 * A copy of a chart that needs no style sheet: each colour and font an attribute, as it is seen now. It is a group, for
 * not every program knows a drawing in a drawing.
 */
export function plainSvg(chart: SVGSVGElement, x: number, y: number): SVGGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [index, original] of originals.entries()) {
    const node = copies[index];
    if (node) plain(node, original, index === 0 ? undefined : original.parentElement);
  }
  for (const part of copy.querySelectorAll("style, [display=none]")) part.remove();
  const { width } = chart.getBoundingClientRect();
  const box = chart.viewBox.baseVal;
  const scale = box.width > 0 ? width / box.width : 1;
  const group = svgElement("g", {
    transform: `translate(${rounded(x)},${rounded(y)}) scale(${rounded(scale)}) translate(${-box.x},${-box.y})`,
  });
  for (const name of [...COLOURS, ...Object.values(OPACITIES), ...FONT]) {
    const value = copy.getAttribute(name);
    if (value !== null) group.setAttribute(name, value);
  }
  group.append(...copy.childNodes);
  return group;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function plain(node: SVGElement, original: SVGElement, parent: Element | null | undefined): void {
  const style = getComputedStyle(original);
  const inherited = parent && getComputedStyle(parent);
  const differs = (property: string) =>
    style.getPropertyValue(property) !== inherited?.getPropertyValue(property);
  for (const { name } of [...node.attributes]) if (OF_THE_PAGE.test(name)) node.removeAttribute(name);
  if (style.display === "none") node.setAttribute("display", "none");
  for (const property of COLOURS) {
    const isOwn = node.hasAttribute(property) || node.style.getPropertyValue(property) !== "";
    if (!isOwn && !differs(property) && !differs(OPACITIES[property])) continue;
    node.style.removeProperty(property);
    paint(node, property, style);
  }
  for (const property of FONT) {
    if (differs(property)) node.setAttribute(property, style.getPropertyValue(property));
  }
  if (style.opacity !== "1") node.setAttribute("opacity", style.opacity);
  if (node.getAttribute("style") === "") node.removeAttribute("style");
}

function paint(node: SVGElement, property: (typeof COLOURS)[number], style: CSSStyleDeclaration): void {
  const value = style.getPropertyValue(property);
  // A pattern's name, with the address of the page before it in some browsers.
  const reference = /#[^"')]+/.exec(value.startsWith("url(") ? value : "");
  if (reference || value === "none") {
    node.setAttribute(property, reference ? `url(${reference[0]})` : value);
    return;
  }
  const { hex, opacity } = plainColour(value);
  node.setAttribute(property, hex);
  const all = opacity * Number(style.getPropertyValue(OPACITIES[property]));
  if (all < 1) node.setAttribute(OPACITIES[property], String(all));
  else node.removeAttribute(OPACITIES[property]);
}
