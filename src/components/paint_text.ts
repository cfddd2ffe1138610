import type { Origin } from "./paint_html.js";
import { plainColour } from "./plain_colour.js";
import { svgElement } from "./svg_element.js";

/** The lines of a text as the browser broke them, each where it stands, in a font of its own or the page's. */
export function paintText(text: Text, style: CSSStyleDeclaration, origin: Origin): SVGTextElement[] {
  const common = getComputedStyle(document.body).fontFamily;
  const { hex, opacity } = plainColour(style.color);
  const { ascent, descent } = metrics(style);
  return lines(text).map(({ words, box }) =>
    svgElement(
      "text",
      {
        x: box.left - origin.x,
        y: box.top - origin.y + (box.height + ascent - descent) / 2,
        fill: hex,
        "fill-opacity": opacity < 1 ? opacity : undefined,
        "font-family": style.fontFamily === common ? undefined : style.fontFamily,
        "font-size": style.fontSize,
        "font-weight": style.fontWeight === "400" ? undefined : style.fontWeight,
        "font-style": style.fontStyle === "normal" ? undefined : style.fontStyle,
        "font-variant-numeric": style.fontVariantNumeric === "normal" ? undefined : style.fontVariantNumeric,
        "letter-spacing": style.letterSpacing === "normal" ? undefined : style.letterSpacing,
      },
      words,
    ),
  );
}

function lines(text: Text): { words: string; box: DOMRect }[] {
  const range = document.createRange();
  const boxOf = (from: number, to: number) => {
    range.setStart(text, from);
    range.setEnd(text, to);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  const found: { words: string; box: DOMRect }[] = [];
  const boxes = boxOf(0, text.length);
  let from = 0;
  for (const [index, box] of boxes.entries()) {
    const isLast = index === boxes.length - 1;
    const to = isLast ? text.length : endOfLine(text, from, boxes[index + 1], boxOf);
    const words = text.data
      .slice(from, to)
      .replace(/[ \n\r\t]+/g, " ")
      .trim();
    if (words) found.push({ words, box });
    from = to;
  }
  return found;
}

/** The first letter that stands on the next line. */
function endOfLine(
  text: Text,
  from: number,
  next: DOMRect | undefined,
  boxOf: (from: number, to: number) => DOMRect[],
): number {
  for (let place = from; place < text.length; ++place) {
    const [box] = boxOf(place, place + 1);
    if (box && next && box.top >= next.top - 1 && place > from) return place;
  }
  return text.length;
}

const measured = new Map<string, { ascent: number; descent: number }>();
let canvas: CanvasRenderingContext2D | null | undefined;

/** How far a font reaches above and below its base line, in pixels. */
function metrics({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const known = measured.get(font);
  if (known) return known;
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return { ascent: 0, descent: 0 };
  canvas.font = font;
  const size = Number.parseFloat(fontSize);
  // Firefox tells since 2023; most fonts come near this.
  const { fontBoundingBoxAscent: ascent = size, fontBoundingBoxDescent: descent = size / 4 } =
    canvas.measureText("");
  measured.set(font, { ascent, descent });
  return { ascent, descent };
}
