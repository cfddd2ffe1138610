import { type SankeyNode, sankey, sankeyLinkHorizontal } from "d3-sankey";
import { label, message } from "../messages/index.js";
import { formatCount, formatCustomers } from "./format.js";
import { colourOf, ink, quietInk } from "./palette.js";
import { spread } from "./spread.js";
import { type StageEnd, type StageLink, stageMoves } from "./stage_moves.js";
import { drawing, svgElement } from "./svg_element.js";
import type { TierFlow } from "./tier_moves.js";

export interface StageFlowOptions {
  width: number;
  /** Customers of each stage at the earlier and at the later snapshot. */
  before: ReadonlyMap<string, number | null>;
  after: ReadonlyMap<string, number | null>;
}

type Placed = SankeyNode<StageEnd & { fixedValue?: number }, StageLink>;

const HEAD = 26;
const BAR = 10;
const STUB = 26;

/**
 * Customers who changed their stage between two snapshots: from the left to the right, as wide as they are many.
 * Those whose other end is hidden are short stubs, so that every stage is as high as it has moves.
 */
export function stageFlow(
  flows: readonly TierFlow[],
  { width, before, after }: StageFlowOptions,
): SVGSVGElement {
  const isNarrow = width < 480;
  const side = isNarrow ? 98 : 150;
  const { links, ends } = stageMoves(flows, before, after);
  const small = { fill: quietInk, "font-size": 12 };
  if (links.length === 0) {
    const still = message("lifecycle.flow_still");
    return drawing(width, 48, svgElement("text", { ...small, x: 0, y: 28, "font-size": 14 }, still));
  }
  const column = (which: StageEnd["side"]) => ends.filter((end) => end.side === which).length;
  const height = HEAD + 24 + 46 * Math.max(3, column("left"), column("right"));
  const layout = sankey<StageEnd & { fixedValue?: number }, StageLink>()
    .nodeId((end) => end.key)
    .nodeAlign((end) => (end.side === "left" ? 0 : 1))
    .nodeWidth(BAR)
    .nodePadding(22)
    .nodeSort((a, b) => a.rank - b.rank)
    .linkSort((a, b) => a.flow.from_rank - b.flow.from_rank || a.flow.to_rank - b.flow.to_rank)
    .extent([
      [side, HEAD + 12],
      [width - side, height - 12],
    ]);
  const graph = layout({
    nodes: ends.map((end) => (end.changed === null ? end : { ...end, fixedValue: end.changed })),
    links,
  });
  const path = sankeyLinkHorizontal<StageEnd, StageLink>();
  const names = placesOf(graph.nodes, height);
  return drawing(
    width,
    height,
    svgElement(
      "text",
      { ...small, x: 0, y: 12 },
      message(isNarrow ? "lifecycle.flow_left_short" : "lifecycle.flow_left"),
    ),
    svgElement(
      "text",
      { ...small, x: width, y: 12, "text-anchor": "end" },
      message(isNarrow ? "lifecycle.flow_joined_short" : "lifecycle.flow_joined"),
    ),
    ...graph.links.map((link) =>
      svgElement(
        "path",
        {
          d: path(link) ?? "",
          fill: "none",
          stroke: colourOf("lifecycle_stage", link.flow.from_tier),
          "stroke-opacity": 0.45,
          "stroke-width": Math.max(1, link.width ?? 0),
        },
        svgElement(
          "title",
          {},
          `${label("lifecycle_stage", link.flow.from_tier)} → ${label("lifecycle_stage", link.flow.to_tier)}: ${formatCount(link.value)}`,
        ),
      ),
    ),
    ...graph.nodes.flatMap((node) => [stub(node), ...stage(node, names.get(node.key) ?? 0)]),
  );
}

/** The part of a stage whose moves lead where is hidden, at its foot. */
function stub({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, hidden, side, tier }: Placed): SVGElement | null {
  if (hidden === 0 || value === 0) return null;
  const height = (hidden / value) * (y1 - y0);
  const colour = colourOf("lifecycle_stage", tier);
  return svgElement("rect", {
    x: side === "left" ? x1 : x0 - STUB,
    y: y1 - height,
    width: STUB,
    height: Math.max(1, height),
    fill: colour,
    "fill-opacity": 0.25,
    stroke: colour,
    "stroke-dasharray": "2 3",
  });
}

function stage(node: Placed, place: number): SVGElement[] {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, tier, side, size, changed } = node;
  const count = changed === null ? `≥ ${formatCount(value)}` : formatCount(changed);
  const words =
    size === undefined ? count : message("lifecycle.flow_of", { count, size: formatCustomers(size) });
  const text = {
    x: side === "left" ? x0 - 8 : x1 + 8,
    y: place,
    "text-anchor": side === "left" ? "end" : "start",
    "font-size": 12,
  };
  const name = label("lifecycle_stage", tier);
  return [
    svgElement("rect", {
      x: x0,
      y: y0,
      width: x1 - x0,
      height: Math.max(1, y1 - y0),
      fill: colourOf("lifecycle_stage", tier),
    }),
    svgElement("text", { ...text, dy: "-0.15em", fill: ink, "font-weight": 600 }, name),
    svgElement("text", { ...text, dy: "1.05em", fill: quietInk }, words),
  ];
}

/** Where each stage's two lines of words stand, clear of those above and below. */
function placesOf(nodes: readonly Placed[], height: number): Map<string, number> {
  return new Map(
    (["left", "right"] as const).flatMap((side) => {
      const column = nodes.filter((node) => node.side === side);
      const middles = column.map(({ y0 = 0, y1 = 0 }) => (y0 + y1) / 2);
      const places = spread(middles, 32, HEAD + 14, height - 16);
      return column.map(({ key }, index): [string, number] => [key, places[index] ?? 0]);
    }),
  );
}
