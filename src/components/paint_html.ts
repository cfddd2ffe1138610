import { plainSvg } from "./paint_svg.js";
import { paintText } from "./paint_text.js";
import { plainColour } from "./plain_colour.js";
import { svgElement } from "./svg_element.js";

/** A point of the window that is the drawing's 0, 0. */
export interface Origin {
  x: number;
  y: number;
}

/**
 * Draws a piece of the page as it stands: surfaces, rules, words and charts, in the order in which a browser paints
 * them. It knows what our style sheet uses of CSS; a gradient or an image is a chart's matter.
 */
export function paintHtml(node: Element, origin: Origin): SVGElement[] {
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden" || isOnlyForEars(style)) return [];
  if (node instanceof SVGSVGElement) {
    const { left, top } = node.getBoundingClientRect();
    return [plainSvg(node, left - origin.x, top - origin.y)];
  }
  const parts = [...node.getClientRects()].flatMap((box) => paintBox(box, style, origin));
  for (const child of node.childNodes) {
    if (child instanceof Element) parts.push(...paintHtml(child, origin));
    else if (child instanceof Text) parts.push(...paintText(child, style, origin));
  }
  return parts;
}

function isOnlyForEars({ clipPath, opacity }: CSSStyleDeclaration): boolean {
  return clipPath === "inset(50%)" || opacity === "0";
}

const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

function paintBox(box: DOMRect, style: CSSStyleDeclaration, origin: Origin): SVGElement[] {
  const [x, y] = [box.left - origin.x, box.top - origin.y];
  const { width, height } = box;
  const parts: SVGElement[] = [];
  const surface = plainColour(style.backgroundColor);
  const rx = Number.parseFloat(style.borderTopLeftRadius) || undefined;
  if (surface.opacity > 0 && width > 0 && height > 0) {
    parts.push(svgElement("rect", { x, y, width, height, rx, ...filled(surface) }));
  }
  if (style.outlineStyle === "solid") {
    const { hex } = plainColour(style.outlineColor);
    parts.push(svgElement("rect", { x, y, width, height, rx, fill: "none", stroke: hex }));
  }
  const edges = {
    Top: (size: number) => ({ x, y, width, height: size }),
    Right: (size: number) => ({ x: x + width - size, y, width: size, height }),
    Bottom: (size: number) => ({ x, y: y + height - size, width, height: size }),
    Left: (size: number) => ({ x, y, width: size, height }),
  };
  for (const side of SIDES) {
    const size = Number.parseFloat(style[`border${side}Width`]);
    const colour = plainColour(style[`border${side}Color`]);
    if (!(size > 0) || style[`border${side}Style`] === "none" || colour.opacity === 0) continue;
    parts.push(svgElement("rect", { ...edges[side](size), ...filled(colour) }));
  }
  return parts;
}

function filled({ hex, opacity }: { hex: string; opacity: number }) {
  return { fill: hex, "fill-opacity": opacity < 1 ? opacity : undefined };
}
