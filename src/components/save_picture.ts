import { saveFile } from "./save_file.js";

const PAINT = ["fill", "stroke", "color", "font-family", "font-size", "font-weight", "opacity"] as const;
const SVG = "http://www.w3.org/2000/svg";

/** Saves a card's chart as an SVG file that stands alone: colours fixed as they are now, title on top. */
export function savePicture(name: string, chart: Element, title: string, subtitle?: string): void {
  const source = [...chart.querySelectorAll("svg")].sort((a, b) => b.clientWidth - a.clientWidth)[0];
  if (!source) return;
  const { width, height } = source.getBoundingClientRect();
  const copy = source.cloneNode(true) as SVGSVGElement;
  const originals = [source, ...source.querySelectorAll("*")];
  for (const [index, node] of [copy, ...copy.querySelectorAll<SVGElement>("*")].entries()) {
    const original = originals[index];
    if (!original || node.localName === "style") continue;
    const style = getComputedStyle(original);
    for (const property of PAINT) node.style.setProperty(property, style.getPropertyValue(property));
  }
  copy.setAttribute("y", "56");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const page = document.createElementNS(SVG, "svg");
  page.setAttribute("xmlns", SVG);
  page.setAttribute("viewBox", `0 0 ${width} ${height + 64}`);
  page.setAttribute("font-family", "system-ui, sans-serif");
  const ink = getComputedStyle(chart);
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", ink.getPropertyValue("--card"));
  page.append(paper, words(title, 24, 17, ink.color), words(subtitle ?? "", 44, 12, ink.color), copy);
  saveFile(name, "image/svg+xml", new XMLSerializer().serializeToString(page));
}

function words(text: string, y: number, size: number, fill: string): SVGTextElement {
  const node = document.createElementNS(SVG, "text");
  node.setAttribute("x", "8");
  node.setAttribute("y", String(y));
  node.setAttribute("font-size", String(size));
  node.setAttribute("fill", fill);
  node.textContent = text;
  return node;
}
