import { element } from "./element.js";
import { paintHtml } from "./paint_html.js";
import { asOfLine, sourceLine } from "./provenance.js";
import { svgElement } from "./svg_element.js";

/** What a picture leaves out of a card: it cannot be used, or has words of its own. */
const LEFT_OUT = ".actions, .panel, .choice, .toolbar, .on-screen";
/** No canvas of a browser is larger, in pixels. */
const LARGEST_CANVAS = 16_000_000;

interface Drawing {
  svg: string;
  width: number;
  height: number;
}

/** The card as a drawing that stands alone: title, legend and chart as seen now, and where the figures come from. */
export function svgFile(card: HTMLElement, marts: readonly string[]): Blob {
  return asFile(draw(card, marts));
}

/** The same as an image of two dots to a pixel. Throws if the browser can't make one. */
export async function pngFile(card: HTMLElement, marts: readonly string[]): Promise<Blob> {
  const drawing = draw(card, marts);
  const { width, height } = drawing;
  const address = URL.createObjectURL(asFile(drawing));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const scale = Math.min(2, Math.sqrt(LARGEST_CANVAS / (width * height)));
    const canvas = element("canvas", {
      width: Math.floor(width * scale),
      height: Math.floor(height * scale),
    });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => {
      canvas.toBlob((file) => (file ? done(file) : fail(new Error("no image was made"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function asFile({ svg }: Drawing): Blob {
  return new Blob([svg], { type: "image/svg+xml" });
}

function draw(card: HTMLElement, marts: readonly string[]): Drawing {
  const sheet = card.cloneNode(true) as HTMLElement;
  sheet.removeAttribute("id");
  sheet.classList.remove("linked");
  for (const part of sheet.querySelectorAll(LEFT_OUT)) part.remove();
  for (const pinned of sheet.querySelectorAll(".pinned")) pinned.removeAttribute("transform");
  sheet.append(element("p", { class: "source" }, `${sourceLine(marts)} · ${asOfLine()}`));
  const place = element("div", { class: "picture", "aria-hidden": "true", inert: true }, sheet);
  place.style.width = `${card.clientWidth}px`;
  document.body.append(place);
  try {
    const wider = [...place.querySelectorAll(".chart, .scroll-x, .table-scroll")].map(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    );
    place.style.width = `${card.clientWidth + Math.max(0, ...wider)}px`;
    return paint(place, sheet);
  } finally {
    place.remove();
  }
}

function paint(place: HTMLElement, sheet: HTMLElement): Drawing {
  const { left, top, width, height } = place.getBoundingClientRect();
  place.style.height = `${Math.ceil(height)}px`;
  const [title, subtitle] = ["h2", ".subtitle"].map((part) => sheet.querySelector(part)?.textContent ?? "");
  const size = { width: Math.ceil(width), height: Math.ceil(height) };
  const svg = svgElement(
    "svg",
    {
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "font-family": getComputedStyle(document.body).fontFamily,
    },
    svgElement("title", {}, title),
    svgElement("desc", {}, subtitle),
    ...paintHtml(place, { x: left, y: top }),
  );
  // Chinese and Japanese share letters that each draws its own way.
  svg.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", document.documentElement.lang);
  return { svg: serialised(svg), ...size };
}

/** As text that every reader of XML takes: without the letters that it forbids. */
function serialised(svg: SVGSVGElement): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
  return new XMLSerializer().serializeToString(svg).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}
