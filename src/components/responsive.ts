import { message } from "../messages/index.js";
import { element } from "./element.js";
import { inTurn } from "./in_turn.js";

/** The width of A4 less the margins of style.css, in CSS pixels. */
const PAPER = 688;

/** The charts on the page, to be drawn at the width of paper when it is printed. */
const charts = new Map<Element, (isOnPaper: boolean) => void>();

/**
 * A place for a chart that is drawn at the place's width, and again when that changes. Until then it is as high as
 * `height`: where it takes another's place, what stands below need not move, nor the reader who has scrolled.
 */
export function responsive(draw: (width: number) => Node, height?: number): HTMLElement {
  const place = element("div", { class: "chart", style: height ? `min-height: ${height}px` : undefined });
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === 0 || width === drawn) return;
    drawn = width;
    inTurn(() => {
      if (width !== drawn) return;
      place.replaceChildren(drawOrTell(draw, width));
      place.removeAttribute("style");
    });
  }).observe(place);
  charts.set(place, (isOnPaper) => {
    const width = isOnPaper ? PAPER : drawn;
    if (width > 0 && drawn !== PAPER) place.replaceChildren(drawOrTell(draw, width));
  });
  return place;
}

// A browser lays the page out for paper without telling anybody the new widths.
for (const [event, isOnPaper] of [
  ["beforeprint", true],
  ["afterprint", false],
] as const) {
  globalThis.addEventListener?.(event, () => {
    for (const [place, redraw] of charts) {
      if (place.isConnected) redraw(isOnPaper);
      else charts.delete(place);
    }
  });
}

function drawOrTell(draw: (width: number) => Node, width: number): Node {
  try {
    const chart = draw(width);
    // Plot names its marks in English, on elements that may not have a name; the place has one for the whole.
    if (chart instanceof Element) {
      for (const mark of chart.querySelectorAll("g[aria-label]:not([role])"))
        mark.removeAttribute("aria-label");
    }
    return chart;
  } catch (error) {
    console.error(error);
    const reason = error instanceof Error ? error.message : String(error);
    return element("p", { class: "failed" }, message("shell.chart_failed", { reason }));
  }
}
