import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { label, message } from "../messages/index.js";
import { formatCount, formatCustomers } from "./format.js";
import { colourOf, ink, quietInk } from "./palette.js";
import { spread } from "./spread.js";
import { drawing, svgElement } from "./svg_element.js";
import type { TierFlow } from "./tier_moves.js";

interface Node {
  key: string;
  tier: string;
  rank: number;
  side: "left" | "right";
}

interface Link {
  source: string;
  target: string;
  value: number;
  flow: TierFlow;
}

export interface StageFlowOptions {
  width: number;
  /** Customers of each stage at the earlier and at the later snapshot. */
  before: ReadonlyMap<string, number | null>;
  after: ReadonlyMap<string, number | null>;
}

const HEAD = 26;
const NODE = 10;

/** The flows of customers who changed their stage, or came in; those who stayed would hide them all. */
export function changedFlows(flows: readonly TierFlow[]): TierFlow[] {
  return flows.filter((flow) => flow.from_tier !== flow.to_tier && flow.customers !== 0);
}

/** How many kept their stage, in words; at least so many where a number is hidden. */
export function stayedCount(flows: readonly TierFlow[]): string {
  const stayed = flows.filter((flow) => flow.from_tier === flow.to_tier);
  const count = stayed.reduce((sum, { customers }) => sum + (customers ?? 0), 0);
  return atLeast(
    count,
    stayed.some(({ customers }) => customers === null),
  );
}

/** How many of a stage's customers had been elsewhere before, or have gone; null where hidden numbers leave it open. */
export function changedCount(
  flows: readonly TierFlow[],
  tier: string,
  size: number | null | undefined,
): number | null {
  const stayed = flows.find((flow) => flow.from_tier === tier && flow.to_tier === tier);
  if (size == null || stayed?.customers === null) return null;
  return size - (stayed?.customers ?? 0);
}

/** Customers who changed their stage between two snapshots: from the left to the right, as wide as they are many. */
export function stageFlow(
  flows: readonly TierFlow[],
  { width, before, after }: StageFlowOptions,
): SVGSVGElement {
  const isNarrow = width < 480;
  const side = isNarrow ? 98 : 150;
  const links: Link[] = changedFlows(flows)
    .filter((flow) => flow.customers !== null)
    .map((flow) => ({
      source: `left ${flow.from_tier}`,
      target: `right ${flow.to_tier}`,
      value: flow.customers ?? 0,
      flow,
    }));
  if (links.length === 0)
    return drawing(
      width,
      48,
      svgElement("text", { x: 0, y: 28, fill: quietInk, "font-size": 14 }, message("lifecycle.flow_still")),
    );
  const nodes = new Map<string, Node>();
  for (const { source, target, flow } of links) {
    nodes.set(source, { key: source, tier: flow.from_tier, rank: flow.from_rank, side: "left" });
    nodes.set(target, { key: target, tier: flow.to_tier, rank: flow.to_rank, side: "right" });
  }
  const inColumn = (which: Node["side"]) => [...nodes.values()].filter((node) => node.side === which).length;
  const height = HEAD + 24 + 46 * Math.max(3, inColumn("left"), inColumn("right"));
  const layout = sankey<Node, Link>()
    .nodeId((node) => node.key)
    .nodeWidth(NODE)
    .nodePadding(22)
    .nodeSort((a, b) => a.rank - b.rank)
    .linkSort((a, b) => a.flow.from_rank - b.flow.from_rank || a.flow.to_rank - b.flow.to_rank)
    .extent([
      [side, HEAD + 12],
      [width - side, height - 12],
    ]);
  const graph = layout({ nodes: [...nodes.values()], links });
  const path = sankeyLinkHorizontal<Node, Link>();
  const centres = new Map<string, number>();
  for (const which of ["left", "right"] as const) {
    const column = graph.nodes.filter((node) => node.side === which);
    const middles = column.map(({ y0 = 0, y1 = 0 }) => (y0 + y1) / 2);
    for (const [index, place] of spread(middles, 32, HEAD + 14, height - 16).entries()) {
      const key = column[index]?.key;
      if (key) centres.set(key, place);
    }
  }
  return drawing(
    width,
    height,
    svgElement(
      "text",
      { x: 0, y: 12, fill: quietInk, "font-size": 12 },
      message(isNarrow ? "lifecycle.flow_left_short" : "lifecycle.flow_left"),
    ),
    svgElement(
      "text",
      { x: width, y: 12, fill: quietInk, "font-size": 12, "text-anchor": "end" },
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
    ...graph.nodes.flatMap((node) => {
      const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
      const isLeft = node.side === "left";
      const size = (isLeft ? before : after).get(node.tier);
      // What the drawn flows add up to falls short where one of them is hidden; the stage's own numbers do not.
      const count = changedCount(flows, node.tier, size);
      const shown = count === null ? atLeast(node.value ?? 0, hasHidden(flows, node)) : formatCount(count);
      const words =
        size === undefined
          ? shown
          : message("lifecycle.flow_of", { count: shown, size: formatCustomers(size) });
      const text = {
        x: isLeft ? x0 - 8 : x1 + 8,
        y: centres.get(node.key),
        "text-anchor": isLeft ? "end" : "start",
        "font-size": 12,
      };
      return [
        svgElement("rect", {
          x: x0,
          y: y0,
          width: x1 - x0,
          height: Math.max(1, y1 - y0),
          fill: colourOf("lifecycle_stage", node.tier),
        }),
        svgElement(
          "text",
          { ...text, dy: "-0.15em", fill: ink, "font-weight": 600 },
          label("lifecycle_stage", node.tier),
        ),
        svgElement("text", { ...text, dy: "1.05em", fill: quietInk }, words),
      ];
    }),
  );
}

function hasHidden(flows: readonly TierFlow[], { tier, side }: Node): boolean {
  return flows.some(
    (flow) => flow.customers === null && (side === "left" ? flow.from_tier : flow.to_tier) === tier,
  );
}

function atLeast(count: number, isOpen: boolean): string {
  return isOpen ? `≥ ${formatCount(count)}` : formatCount(count);
}
