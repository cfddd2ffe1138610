const SVG = "http://www.w3.org/2000/svg";

type Child = Node | string | number | null | undefined | false;

/** An element of a drawing, for charts that Plot has no mark for. Words are always text, never markup. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, typeof value === "number" ? trimmed(value) : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(typeof child === "number" ? String(child) : child);
    }
  }
  return node;
}

/** A drawing of a size in pixels. */
export function drawing(width: number, height: number, ...children: Child[]): SVGSVGElement {
  return svgElement(
    "svg",
    { width, height, viewBox: `0 0 ${trimmed(width)} ${trimmed(height)}`, fill: "currentColor" },
    ...children,
  );
}

/** Hundredths are all that shows. */
function trimmed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
