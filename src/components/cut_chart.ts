import { ink, paper, quietInk, rule } from "./palette.js";
import { drawing, svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

export interface CutChartOptions {
  /** Customers in each bin. */
  bins: () => readonly number[];
  /** The edge of each cut; edge 1 stands after the first bin. */
  cuts: () => readonly number[];
  /** Whether the first cut is the rightmost. */
  isDescending: boolean;
  /** Whether two cuts may stand at one edge. */
  mayMeet: boolean;
  /** What begins at a cut, for people: "R 5". */
  nameOf: (cut: number) => string;
  /** Where it begins: "≤ 16 days". */
  textOf: (edge: number, cut: number) => string;
  /** The same, shorter, for the axis. */
  tickOf: (edge: number) => string;
  /** What a bin holds: "17–41 days: 1,234 customers". */
  binText: (bin: number, customers: number) => string;
  /** The colour of what begins at a cut; -1 is what is below them all. */
  colourOf: (cut: number) => string;
  /** The colour of a cut itself. */
  markOf: (cut: number) => string;
  move: (cut: number, edge: number) => void;
}

export interface CutChart {
  draw: (width: number) => SVGSVGElement;
  /** Shows the bins and cuts as they now are. */
  update: () => void;
}

const ROW = 26;
const BARS = 120;
const AXIS = 24;

/**
 * A distribution with lines that can be moved from edge to edge: each is a slider, by pointer, touch or arrow keys. Bars
 * are equally wide whatever they hold, because each is one step of the lines.
 */
export function cutChart(options: CutChartOptions): CutChart {
  const { bins, cuts, isDescending, nameOf, textOf, colourOf } = options;
  let refresh = () => {};

  function draw(width: number): SVGSVGElement {
    const count = bins().length;
    const edges = count - 1;
    const lines = cuts().map((_, cut) => cut);
    // From left to right and from top to bottom, so that no line crosses another's words.
    if (isDescending) lines.reverse();
    const rowOf = (cut: number) => (isDescending ? lines.length - 1 - cut : cut);
    const words = Math.max(...lines.map((cut) => textWidth(`${nameOf(cut)} `, 12, { isBold: true })));
    const texts = lines.flatMap((cut) => Array.from({ length: edges }, (_, edge) => textOf(edge + 1, cut)));
    const chip = words + Math.max(...texts.map((text) => textWidth(text))) + 18;
    const top = ROW * lines.length + 6;
    const step = (width - 2) / count;
    const height = top + BARS + AXIS;
    const x = (edge: number) => 1 + edge * step;

    const bars = bins().map((_, bin) =>
      svgElement("rect", { x: x(bin) + 0.75, width: Math.max(0.5, step - 1.5) }, svgElement("title")),
    );
    const handles = lines.map((cut) => handle(cut));

    function handle(cut: number): { node: SVGGElement; show: () => void } {
      const label = svgElement("text", { x: words + 8, y: 16, fill: ink });
      const sign = svgElement(
        "g",
        {},
        svgElement("rect", {
          width: chip - 2,
          height: ROW - 3,
          rx: 3,
          fill: paper,
          stroke: "var(--rule-strong)",
        }),
        svgElement("rect", { width: 4, height: ROW - 3, rx: 2, fill: options.markOf(cut) }),
        svgElement("text", { x: 8, y: 16, fill: ink, "font-weight": 600 }, nameOf(cut)),
        label,
      );
      const node = svgElement(
        "g",
        {
          class: "cut",
          role: "slider",
          tabindex: 0,
          "aria-label": nameOf(cut),
          "aria-valuemin": 1,
          "aria-valuemax": edges,
        },
        svgElement("line", { y1: 0, y2: height - AXIS - rowOf(cut) * ROW, stroke: ink, "stroke-width": 1.5 }),
        sign,
      );
      const place = () => cuts()[cut] ?? 1;
      const moveTo = (edge: number) => {
        const [low, high] = [Math.max(...limits(cut, 0)), Math.min(...limits(cut, 1))];
        if (low <= high) options.move(cut, Math.min(high, Math.max(low, edge)));
      };
      const limits = (cut: number, side: 0 | 1): number[] => {
        const other = cuts()[cut + ((side === 1) !== isDescending ? 1 : -1)];
        const apart = options.mayMeet ? 0 : 1;
        return [
          side === 1 ? edges : 1,
          ...(other === undefined ? [] : [side === 1 ? other - apart : other + apart]),
        ];
      };
      node.addEventListener("keydown", (event) => {
        const steps: Record<string, number> = {
          ArrowLeft: -1,
          ArrowDown: -1,
          ArrowRight: 1,
          ArrowUp: 1,
          PageDown: -3,
          PageUp: 3,
          Home: -edges,
          End: edges,
        };
        const by = steps[event.key];
        if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        moveTo(place() + by);
      });
      node.addEventListener("pointerdown", (event) => {
        node.setPointerCapture(event.pointerId);
        node.focus();
        event.preventDefault();
        const begun = event.clientX - x(place()) * scale();
        const drag = (to: PointerEvent) =>
          moveTo(Math.round((to.clientX - begun) / scale() / step - 1 / step));
        const end = () => {
          node.removeEventListener("pointermove", drag);
          node.removeEventListener("pointerup", end);
          node.removeEventListener("pointercancel", end);
        };
        node.addEventListener("pointermove", drag);
        node.addEventListener("pointerup", end);
        node.addEventListener("pointercancel", end);
      });
      return {
        node,
        show: () => {
          const edge = place();
          node.setAttribute("transform", `translate(${x(edge).toFixed(2)},${rowOf(cut) * ROW})`);
          // At the right end the words stand further left than their line.
          sign.setAttribute("transform", `translate(${Math.min(0, width - chip - x(edge)).toFixed(2)},0)`);
          node.setAttribute("aria-valuenow", String(edge));
          node.setAttribute("aria-valuetext", textOf(edge, cut));
          label.textContent = textOf(edge, cut);
        },
      };
    }

    const svg = drawing(
      width,
      height,
      ...bars,
      svgElement("line", { x1: 0, x2: x(count), y1: top + BARS, y2: top + BARS, stroke: rule }),
      ...ticks(edges, step, options.tickOf).map((edge) =>
        svgElement(
          "text",
          { x: x(edge), y: height - 6, "text-anchor": "middle", fill: quietInk, "font-size": 11 },
          options.tickOf(edge),
        ),
      ),
      ...handles.map(({ node }) => node),
    );
    // A drawing wider than its place is shown smaller.
    const scale = () => (svg.getBoundingClientRect().width || width) / width;

    refresh = () => {
      const [held, at] = [bins(), cuts()];
      const most = Math.max(1, ...held);
      for (const [bin, bar] of bars.entries()) {
        const customers = held[bin] ?? 0;
        const tall = (customers / most) * BARS;
        const group = at.filter((edge) => (isDescending ? bin < edge : bin >= edge)).length - 1;
        bar.setAttribute("y", (top + BARS - tall).toFixed(2));
        bar.setAttribute("height", tall.toFixed(2));
        bar.setAttribute("fill", colourOf(group));
        if (bar.firstChild) bar.firstChild.textContent = options.binText(bin, customers);
      }
      for (const { show } of handles) show();
    };
    refresh();
    return svg;
  }

  return { draw, update: () => refresh() };
}

/** Edges whose words stand clear of each other. */
function ticks(edges: number, step: number, tickOf: (edge: number) => string): number[] {
  const found: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (let edge = 1; edge <= edges; ++edge) {
    const half = textWidth(tickOf(edge), 11) / 2;
    if (edge * step - half < end + 6) continue;
    found.push(edge);
    end = edge * step + half;
  }
  return found;
}
