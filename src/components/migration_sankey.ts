import { type SankeyGraph, type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from "d3-sankey";
import { label, message } from "../messages/index.js";
import { element } from "./element.js";
import { formatCustomers, formatDay, formatMonth } from "./format.js";
import { legend } from "./legend.js";
import { accent, type ColourModel, colourOf, ink, paper, quietInk } from "./palette.js";
import { colourOfReason, REASONS, type ReasonShares } from "./reasons.js";
import { drawing, svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

/** A row of marts.tier_paths for one model. Stop 5 is the last snapshot. */
export interface TierPath {
  step_months: number;
  origin_stop: number;
  stop: number;
  origin_tier: string;
  from_tier: string;
  to_tier: string;
  customers: number | null;
}

export interface MigrationSankeyOptions {
  width: number;
  model: ColourModel;
  /** The model's tiers, best first. */
  tiers: readonly string[];
  /** The days of the stops shown, oldest first: two to six. */
  days: readonly Date[];
  /** A tier's customers at a stop, those in hidden bands too; undefined where only the bands tell. */
  sizeOf: (stop: number, tier: string) => number | null | undefined;
  /** The tier at the first stop whose customers stand out; all when undefined. */
  follow?: string | undefined;
  /** Colours bands by why customers moved from a stop to the next, rather than by where they began. */
  reasonsOf?: ((stop: number, from: string, to: string) => ReasonShares) | undefined;
  title: string;
}

interface Node {
  id: string;
  stop: number;
  tier: string;
}

interface Link {
  origin: string;
}

type LaidNode = SankeyNode<Node, Link>;
type LaidLink = SankeyLink<Node, Link>;

/** Newcomers are hatched: every colour is a tier's. */
const HATCH = "newcomers";
const HEAD = 26;
const NODE = 9;

/**
 * Where customers went from stop to stop, each band in the colour of the tier that its customers had at the first, or in
 * that of the reason of its move.
 */
export function migrationSankey(paths: readonly TierPath[], options: MigrationSankeyOptions): HTMLElement {
  const { model, tiers, days, sizeOf, follow, reasonsOf, title } = options;
  const longest = Math.max(0, ...tiers.map((tier) => textWidth(label(model, tier), 12)));
  // Between two stops a name has room beside its block; a narrower screen scrolls.
  const width = Math.max(options.width, (days.length - 1) * (longest + 52) + NODE);
  const padding = tiers.length > 7 ? 15 : 20;
  const height = HEAD + Math.max(options.width < 560 ? 340 : 420, (tiers.length + 1) * (padding + 26));
  const rows = reasonsOf ? byReason(paths, reasonsOf) : paths;
  const { nodes, links } = layOut(rows, { tiers, stops: days.length, padding, width, height });
  const path = sankeyLinkHorizontal();
  const name = (tier: string) => label(model, tier);
  const bands = links.map((link) => {
    const { origin, source, target, value, width: thickness = 0 } = link;
    const isFaint = follow !== undefined && follow !== origin;
    return svgElement(
      "path",
      {
        d: rounded(path(link) ?? ""),
        fill: "none",
        stroke: reasonsOf ? reasonPaint(origin) : paintOf(model, origin),
        "stroke-width": Math.max(0.6, thickness),
        opacity: isFaint ? 0.08 : 0.55,
      },
      svgElement(
        "title",
        {},
        message(reasonsOf ? "migration.band_reason" : "migration.band", {
          origin: reasonsOf ? label("move_reason", origin) : name(origin),
          from: name((source as LaidNode).tier),
          to: name((target as LaidNode).tier),
          customers: formatCustomers(value),
        }),
      ),
    );
  });
  const last = days.length - 1;
  const blocks = nodes.map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, tier }) =>
    svgElement("rect", {
      x: x0,
      y: y0,
      width: x1 - x0,
      height: Math.max(1, y1 - y0),
      fill: paintOf(model, tier),
      ...(tier === "entered" && { stroke: accent, "stroke-width": 0.75 }),
    }),
  );
  const isWide = width >= 200 * last;
  const names = nodes
    .filter(({ stop }) => stop === 0 || stop === last || isWide)
    .map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, stop, tier, value = 0 }) =>
      svgElement(
        "text",
        {
          x: stop === last ? x0 - 5 : x1 + 5,
          y: (y0 + y1) / 2 + 4,
          "text-anchor": stop === last ? "end" : "start",
          "font-size": 12,
          fill: ink,
          stroke: paper,
          "stroke-width": 3,
          "stroke-linejoin": "round",
          "paint-order": "stroke",
        },
        stop === 0 || stop === last ? `${name(tier)} ` : "",
        svgElement("tspan", { "font-weight": 600 }, formatCustomers(known(sizeOf(stop, tier), value))),
      ),
    );
  const heads = days.map((day, stop) =>
    svgElement(
      "text",
      {
        x: stop === 0 ? 0 : stop === last ? width : (stop * (width - NODE)) / last + NODE / 2,
        y: 12,
        "text-anchor": stop === 0 ? "start" : stop === last ? "end" : "middle",
        "font-size": 12,
        fill: quietInk,
      },
      isMonthEnd(day) ? formatMonth(day) : formatDay(day),
    ),
  );
  const svg = drawing(width, height, hatching(), ...bands, ...blocks, ...names, ...heads);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  const isWider = width > options.width;
  return element(
    "div",
    { class: "scroll-x", ...(isWider && { tabindex: 0, role: "region", "aria-label": title }) },
    svg,
  );
}

/** The tiers' colours and the newcomers' hatching. */
export function sankeyLegend(model: ColourModel, tiers: readonly string[]): HTMLElement {
  const list = legend(model, tiers);
  const stripes = drawing(
    12,
    12,
    hatching(),
    svgElement("rect", { width: 12, height: 12, fill: `url(#${HATCH})` }),
  );
  stripes.setAttribute("aria-hidden", "true");
  list.append(element("li", {}, stripes, label(model, "entered")));
  return list;
}

/** The rows of one step that begin at the first of `stops` stops; those who stay outside are left out. */
export function pathsShown(paths: readonly TierPath[], step: number, stops: number): TierPath[] {
  const first = 6 - stops;
  return paths
    .filter(
      (row) =>
        row.step_months === step &&
        row.origin_stop === first &&
        !(row.from_tier === "entered" && row.to_tier === "entered"),
    )
    .map((row) => ({ ...row, stop: row.stop - first }));
}

/** The rows that begin at each stop itself, so that reasons of one step are not mixed with those before. */
export function stepsShown(paths: readonly TierPath[], step: number, stops: number): TierPath[] {
  const first = 6 - stops;
  return paths
    .filter(
      (row) =>
        row.step_months === step &&
        row.origin_stop === row.stop &&
        row.stop >= first &&
        !(row.from_tier === "entered" && row.to_tier === "entered"),
    )
    .map((row) => ({ ...row, stop: row.stop - first }));
}

/** Parts each row by reason, which then stands where its origin did. */
function byReason(
  rows: readonly TierPath[],
  reasonsOf: NonNullable<MigrationSankeyOptions["reasonsOf"]>,
): TierPath[] {
  return rows.flatMap((row) => {
    const reasons: readonly { reason: string; share: number }[] =
      row.from_tier === "entered" || row.from_tier === row.to_tier
        ? []
        : reasonsOf(row.stop, row.from_tier, row.to_tier);
    const parts = reasons.length > 0 ? reasons : [{ reason: "none", share: 1 }];
    return parts.map(({ reason, share }) => ({
      ...row,
      origin_tier: reason,
      customers: row.customers === null ? null : row.customers * share,
    }));
  });
}

function reasonPaint(reason: string): string {
  const known = REASONS.find((each) => each === reason);
  return known ? colourOfReason(known) : "var(--rule)";
}

interface LayoutOptions {
  tiers: readonly string[];
  stops: number;
  padding: number;
  width: number;
  height: number;
}

// Bands keep the order of their origins and nodes that of the tiers, so that the picture holds still between choices.
function layOut(rows: readonly TierPath[], { tiers, stops, padding, width, height }: LayoutOptions) {
  const order: readonly string[] = [...tiers, "entered", ...REASONS, "none"];
  const rank = (tier: string) => order.indexOf(tier);
  const nodes = new Map<string, Node>();
  const node = (stop: number, tier: string) => {
    const id = `${stop} ${tier}`;
    if (!nodes.has(id)) nodes.set(id, { id, stop, tier });
    return id;
  };
  const links = rows
    .filter(({ customers }) => (customers ?? 0) > 0)
    .map(({ stop, origin_tier, from_tier, to_tier, customers }) => ({
      origin: origin_tier,
      source: node(stop, from_tier),
      target: node(stop + 1, to_tier),
      value: customers ?? 0,
    }));
  if (links.length === 0) return { nodes: [], links: [] } as unknown as SankeyGraph<Node, Link>;
  const by = (part: LaidLink["source"]) => rank((part as LaidNode).tier);
  const layout = sankey<Node, Link>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ stop }) => Math.min(stop, stops - 1))
    .nodeWidth(NODE)
    .nodePadding(padding)
    .nodeSort((a, b) => rank(a.tier) - rank(b.tier))
    .linkSort(
      (a, b) => rank(a.origin) - rank(b.origin) || by(a.source) - by(b.source) || by(a.target) - by(b.target),
    )
    .extent([
      [0, HEAD],
      [width, height - 4],
    ]);
  return layout({ nodes: [...nodes.values()], links });
}

function rounded(path: string): string {
  return path.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10));
}

function known(size: number | null | undefined, shown: number): number | null {
  return size === undefined ? shown : size;
}

function paintOf(model: ColourModel, tier: string): string {
  return tier === "entered" ? `url(#${HATCH})` : colourOf(model, tier);
}

function hatching(): SVGDefsElement {
  const line = svgElement("line", { x1: 0, x2: 0, y1: 0, y2: 5, stroke: accent, "stroke-width": 2.5 });
  const attributes = {
    id: HATCH,
    width: 5,
    height: 5,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  };
  return svgElement("defs", {}, svgElement("pattern", attributes, line));
}

function isMonthEnd(day: Date): boolean {
  return new Date(day.getTime() + 86_400_000).getUTCDate() === 1;
}
