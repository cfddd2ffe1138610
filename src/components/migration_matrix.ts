import { label, message } from "../messages/index.js";
import { element } from "./element.js";
import { fitWords } from "./fit_words.js";
import { formatCustomers, formatFew, formatMoney, formatShare } from "./format.js";
import type { Direction, TierSize } from "./migration_pair.js";
import { accent, type ColourModel, down, ink, paper, quietInk, rule, up } from "./palette.js";
import { colourOfReason, type ReasonShares } from "./reasons.js";
import { drawing, svgElement } from "./svg_element.js";
import type { TierFlow } from "./tier_moves.js";

export type MatrixMeasure = "customers" | "share_of_row" | "revenue";

export interface MigrationMatrixOptions {
  width: number;
  model: ColourModel;
  measure: MatrixMeasure;
  /** The model's tiers, best first. */
  tiers: readonly string[];
  /** The tiers' sizes at the earlier and the later snapshot. */
  before: ReadonlyMap<string, TierSize>;
  after: ReadonlyMap<string, TierSize>;
  /** How many entered, those in hidden cells too; null or undefined where nothing may be said. */
  entered: number | null | undefined;
  /** Colours moves by why they happened rather than by where they went. */
  reasonsOf?: ((from: string, to: string) => ReasonShares) | undefined;
  /** What a screen reader calls it. */
  title: string;
}

const HEAD = 40;
const GAP = 10;

/**
 * Tiers before in rows, after in columns; the sizes of the tiers at the edges. Where the screen is too narrow it scrolls
 * sideways under its row names.
 */
export function migrationMatrix(flows: readonly TierFlow[], options: MigrationMatrixOptions): HTMLElement {
  const { width, model, measure, tiers, before, after, reasonsOf, title } = options;
  const isNarrow = width < 560;
  const names = isNarrow ? 86 : 132;
  const rowHeight = measure === "revenue" ? 46 : 38;
  const cellWidth = Math.max(measure === "revenue" ? 82 : 70, (width - names - GAP) / (tiers.length + 1));
  const fullWidth = names + GAP + cellWidth * (tiers.length + 1);
  const entered = flows.filter((flow) => flow.from_tier === "entered");
  const rows = [...tiers, ...(entered.length > 0 ? ["entered"] : [])];
  const cell = cellsOf(flows, options);
  const x = (column: number) => names + column * cellWidth + (column === tiers.length ? GAP : 0);
  const y = (row: number) => HEAD + row * rowHeight + (row >= tiers.length ? GAP : 0);
  const totalRow = rows.length;
  const height = y(totalRow) + rowHeight + (totalRow > tiers.length ? GAP : 0);
  const totalY = height - rowHeight;
  const tierName = (tier: string) => label(model, tier);

  const body = rows.flatMap((from, row) =>
    tiers.flatMap((to, column) => {
      const { flow, lines, strength } = cell(from, to);
      const direction = flow?.direction;
      const place = { x: x(column) + 1.5, y: y(row) + 1.5, width: cellWidth - 3, height: rowHeight - 3 };
      const isMove = direction !== undefined && direction !== "stayed" && direction !== "entered";
      const plain = reasonsOf && direction ? "var(--heat-low)" : "none";
      return [
        svgElement("rect", {
          ...place,
          rx: 3,
          fill: direction && !reasonsOf ? tint(direction, strength) : plain,
          stroke: direction ? "none" : rule,
        }),
        ...(isMove && reasonsOf ? strips(reasonsOf(from, to), place) : []),
        ...words(lines, x(column) + cellWidth / 2, y(row) + rowHeight / 2, {
          "text-anchor": "middle",
          "font-size": 13,
          "font-weight": direction === "stayed" ? 600 : 500,
          fill: direction && flow?.customers !== null ? ink : quietInk,
        }),
      ];
    }),
  );
  const edges = [
    ...tiers.flatMap((tier, column) => [
      ...words(named(tierName(tier), cellWidth), x(column) + cellWidth / 2, HEAD / 2, {
        "text-anchor": "middle",
        "font-weight": 600,
        fill: ink,
      }),
      ...words([edge(after.get(tier), measure, after)], x(column) + cellWidth / 2, totalY + rowHeight / 2, {
        "text-anchor": "middle",
        fill: quietInk,
      }),
    ]),
    ...words([message("migration.before")], x(tiers.length) + cellWidth / 2, HEAD / 2, {
      "text-anchor": "middle",
      fill: quietInk,
    }),
    ...tiers.flatMap((tier, row) =>
      words(
        [edge(before.get(tier), measure, before)],
        x(tiers.length) + cellWidth / 2,
        y(row) + rowHeight / 2,
        {
          "text-anchor": "middle",
          fill: quietInk,
        },
      ),
    ),
  ];
  const rowNames = svgElement(
    "g",
    {},
    svgElement("rect", { x: 0, y: 0, width: names - 2, height, fill: paper }),
    ...rows.flatMap((row, index) =>
      words(named(tierName(row), names), 0, y(index) + rowHeight / 2, {
        fill: ink,
        "font-weight": 600,
      }),
    ),
    ...words([message("migration.after")], 0, totalY + rowHeight / 2, { fill: quietInk }),
  );
  const svg = drawing(fullWidth, height, ...body, ...edges, rowNames);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  return scrolling(svg, rowNames, fullWidth > width, title);
}

// The reasons of a cell side by side; pale, so that the same ink is legible on each.
function strips(
  reasons: ReasonShares,
  { x, y, width, height }: Record<"x" | "y" | "width" | "height", number>,
) {
  let left = x;
  return reasons.map(({ reason, share }) => {
    const strip = svgElement(
      "rect",
      {
        x: left,
        y,
        width: width * share,
        height,
        fill: `color-mix(in oklab, ${colourOfReason(reason)} 38%, var(--heat-low))`,
      },
      svgElement("title", {}, `${label("move_reason", reason)}: ${formatShare(share)}`),
    );
    left += width * share;
    return strip;
  });
}

/** The colours of the directions and how many customers went so, in words. */
export function directionLegend(counts: readonly (readonly [Direction, string])[]): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...counts.map(([direction, count]) =>
      element(
        "li",
        {},
        element("i", { style: `background: ${tint(direction, 1)}` }),
        message(`migration.legend_${direction}`, { count }),
      ),
    ),
  );
}

// Looks up a cell: what it says and how strong its colour is, against the largest move.
function cellsOf(
  flows: readonly TierFlow[],
  { before, measure, entered }: Pick<MigrationMatrixOptions, "before" | "measure" | "entered">,
) {
  const byCell = new Map(flows.map((flow) => [`${flow.from_tier} ${flow.to_tier}`, flow]));
  const newcomers = flows.filter((flow) => flow.from_tier === "entered");
  const total = (from: string) => (from === "entered" ? entered : before.get(from)?.customers);
  const measured = (flow: TierFlow): number => {
    if (measure === "share_of_row")
      return (flow.customers ?? 0) / (total(flow.from_tier) || Number.POSITIVE_INFINITY);
    if (measure === "revenue") return Math.max(0, flow.revenue_after ?? 0, flow.revenue_before ?? 0);
    return flow.customers ?? 0;
  };
  const most = (moves: readonly TierFlow[]) => Math.max(1e-9, ...moves.map(measured));
  const mostMoved = most(
    flows.filter((flow) => flow.from_tier !== flow.to_tier && flow.from_tier !== "entered"),
  );
  const mostEntered = most(newcomers);
  return (from: string, to: string) => {
    const flow = byCell.get(`${from} ${to}`);
    return {
      flow,
      lines: flow ? linesOf(flow, measure, total(from)) : ["–"],
      // By the root, so that the middling moves are told from the small ones.
      strength: flow ? Math.sqrt(measured(flow) / (from === "entered" ? mostEntered : mostMoved)) : 0,
    };
  };
}

function linesOf(flow: TierFlow, measure: MatrixMeasure, total: number | null | undefined): string[] {
  if (flow.customers === null) return [formatFew()];
  if (measure === "customers") return [formatCustomers(flow.customers)];
  if (measure === "share_of_row") return [total ? formatShare(flow.customers / total) : formatFew()];
  if (flow.from_tier === "entered") return [formatMoney(flow.revenue_after)];
  return [formatMoney(flow.revenue_before), `→ ${formatMoney(flow.revenue_after)}`];
}

function edge(
  size: TierSize | undefined,
  measure: MatrixMeasure,
  all: ReadonlyMap<string, TierSize>,
): string {
  if (!size || size.customers === null) return formatFew();
  if (measure === "revenue") return formatMoney(size.revenue);
  if (measure === "customers") return formatCustomers(size.customers);
  const whole = [...all.values()].reduce((sum, { customers }) => sum + (customers ?? 0), 0);
  return formatShare(whole > 0 ? size.customers / whole : null);
}

// Never more than half the colour, so that the same ink is legible on every cell.
function tint(direction: Direction, strength: number): string {
  if (direction === "stayed") return "var(--heat-low)";
  const colour = { up, down, sideways: "var(--segment-watch)", entered: accent }[direction];
  return `color-mix(in oklab, ${colour} ${(8 + 40 * Math.min(1, strength)).toFixed(0)}%, var(--heat-low))`;
}

/** A name in one line or two; one that fits neither is shown whole all the same. */
function named(text: string, width: number): string[] {
  const lines = fitWords(text, width, { size: 12, isBold: true });
  return lines.length > 0 ? lines : [text];
}

function words(lines: readonly string[], x: number, y: number, attributes: Record<string, string | number>) {
  return lines.map((line, index) =>
    svgElement(
      "text",
      { x, y: y + 4.5 + (index - (lines.length - 1) / 2) * 15, "font-size": 12, ...attributes },
      line,
    ),
  );
}

function scrolling(svg: SVGSVGElement, rowNames: SVGGElement, isWider: boolean, title: string): HTMLElement {
  const place = element(
    "div",
    { class: "scroll-x", ...(isWider && { tabindex: 0, role: "region", "aria-label": title }) },
    svg,
  );
  rowNames.classList.add("pinned");
  place.addEventListener("scroll", () =>
    rowNames.setAttribute("transform", `translate(${place.scrollLeft},0)`),
  );
  return place;
}
