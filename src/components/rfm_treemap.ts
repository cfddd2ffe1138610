import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { label, message } from "../messages/index.js";
import { shareOf } from "./figures.js";
import { fitWords } from "./fit_words.js";
import { formatMoney, formatShare } from "./format.js";
import { colourOf, ink, paper, quietInk } from "./palette.js";
import type { Picked } from "./picked.js";
import type { RfmGroup, RfmView } from "./rfm_groups.js";
import { formatCustomersShort } from "./rfm_words.js";
import { drawing, svgElement } from "./svg_element.js";
import { textWidth } from "./text_width.js";

export interface RfmTreemapOptions {
  width: number;
  /** What an area stands for. */
  measure: "customers" | "revenue";
  picked: Picked;
}

const STRETCH = 2;
const GAP = 3;

interface Tile {
  group: RfmGroup;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Segments as areas; a click, Enter or Space picks one. */
export function rfmTreemap(view: RfmView, { width, measure, picked }: RfmTreemapOptions): SVGSVGElement {
  const height = width < 520 ? 400 : 320;
  const tiles = layTiles(view.segments, measure, width, height);
  if (tiles.length === 0) {
    const words = svgElement("text", { y: 16, "font-size": 13, fill: quietInk }, message("rfm.no_areas"));
    return drawing(width, 24, words);
  }
  const whole = view.all[measure];
  const format = measure === "customers" ? formatCustomersShort : formatMoney;
  const nodes = tiles.map((tile) => {
    const { group } = tile;
    const colour = colourOf("segment", group.segment);
    const name = label("segment", group.segment);
    const share = formatShare(shareOf(group[measure], whole));
    const outline = svgElement("rect", {
      ...rectOf(tile, 1.5),
      class: "outline",
      fill: "none",
      stroke: ink,
      "stroke-width": 3,
    });
    const node = svgElement(
      "g",
      {
        class: "pickable",
        role: "button",
        tabindex: 0,
        "aria-label": message("rfm.tile_spoken", {
          segment: name,
          measure: label("measure", measure),
          value: format(group[measure]),
          share,
        }),
      },
      svgElement("rect", { ...rectOf(tile), style: `fill: color-mix(in oklab, ${colour} 22%, ${paper})` }),
      svgElement("rect", { ...rectOf(tile), width: 4, fill: colour }),
      outline,
    );
    return { group, node, outline, words: wordsIn(tile, name, format(group[measure]), share) };
  });
  const words = nodes.flatMap(({ words }) => words);
  const svg = drawing(
    width,
    height,
    ...nodes.map(({ node }) => node),
    svgElement("g", { "aria-hidden": "true", "pointer-events": "none" }, ...words),
  );
  for (const { group, node } of nodes) {
    const toggle = () => picked.pick(picked.value === group.segment ? undefined : group.segment);
    node.addEventListener("click", toggle);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      toggle();
      event.preventDefault();
    });
  }
  picked.follow(svg, (value) => {
    for (const { group, node, outline } of nodes) {
      const isIn = group.segment === value;
      node.setAttribute("aria-pressed", String(isIn));
      outline.setAttribute("visibility", isIn ? "visible" : "hidden");
    }
  });
  return svg;
}

function layTiles(
  segments: readonly RfmGroup[],
  measure: "customers" | "revenue",
  width: number,
  height: number,
): Tile[] {
  const shown = segments.filter((segment) => (segment[measure] ?? 0) > 0);
  const root = hierarchy<{ group?: RfmGroup; children?: { group: RfmGroup }[] }>({
    children: shown.map((group) => ({ group })),
  })
    .sum(({ group }) => group?.[measure] ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  // Names are wider than high, so tiles should be too: they are laid in a higher room, which is then pressed together.
  const laid = treemap<{ group?: RfmGroup }>()
    .tile(treemapSquarify.ratio(1))
    .size([width, height * STRETCH])(root);
  const gap = (edge: number, end: number) => (edge > 0.5 && edge < end - 0.5 ? GAP / 2 : 0);
  return laid.leaves().flatMap(({ data: { group }, x0, y0, x1, y1 }) => {
    if (!group) return [];
    const [top, bottom] = [y0 / STRETCH, y1 / STRETCH];
    return [
      {
        group,
        x0: x0 + gap(x0, width),
        x1: x1 - gap(x1, width),
        y0: top + gap(top, height),
        y1: bottom - gap(bottom, height),
      },
    ];
  });
}

function rectOf({ x0, y0, x1, y1 }: Tile, by = 0): Record<string, number> {
  return {
    x: x0 + by,
    y: y0 + by,
    width: Math.max(1, x1 - x0 - 2 * by),
    height: Math.max(1, y1 - y0 - 2 * by),
    rx: 2,
  };
}

// As many lines as fit: the name in one line or two, then the share, then the number.
function wordsIn({ x0, y0, x1, y1 }: Tile, name: string, value: string, share: string): SVGTextElement[] {
  const [left, width, height] = [x0 + 11, x1 - x0 - 16, y1 - y0];
  const size = width > 130 && height > 60 ? 14 : 11.5;
  const names = fitWords(name, width, { size, isBold: true });
  if (names.length === 0) return [];
  const candidates = [
    ...names.map((line) => ({ line, size, weight: 600, fill: ink })),
    { line: share, size, weight: 400, fill: ink },
    { line: value, size: 12, weight: 400, fill: quietInk },
  ];
  const lines: SVGTextElement[] = [];
  let y = y0 + 4;
  for (const [index, { line, size, weight, fill }] of candidates.entries()) {
    y += size * 1.3;
    const fits = y <= y1 - 4 && textWidth(line, size) <= width;
    if (!fits) return index < names.length ? [] : lines;
    lines.push(svgElement("text", { x: left, y, fill, "font-size": size, "font-weight": weight }, line));
  }
  return lines;
}
