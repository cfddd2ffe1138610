import { about } from "./about.js";

/** Colours are CSS variables (style.css), so that a chart follows light and dark without being drawn again. */

/** From the best tier to the one that is asleep; `tier-rest` is for those in no tier. */
const ORDINAL = ["tier-1", "tier-2", "tier-3", "tier-4", "tier-rest"] as const;

const TIERS: Readonly<Record<string, (typeof ORDINAL)[number]>> = {
  top: "tier-1",
  potential: "tier-2",
  general: "tier-3",
  dormant: "tier-rest",
  large: "tier-2",
  medium: "tier-3",
  small: "tier-4",
  platinum: "tier-1",
  gold: "tier-2",
  iron: "tier-3",
  lead: "tier-4",
  heavy: "tier-1",
  light: "tier-4",
  inactive: "tier-rest",
};

const STAGES = ["prospect", "new", "growing", "mature", "reactivated", "dormant", "churned"] as const;

/** Segments by what they ask of the company: keep, grow, welcome, watch, win back, let be. */
const SEGMENTS: Readonly<Record<string, string>> = {
  champions: "segment-keep",
  loyal: "segment-keep-2",
  potential_loyalist: "segment-grow",
  promising: "segment-grow-2",
  new: "segment-welcome",
  recent: "segment-welcome",
  need_attention: "segment-watch",
  needs_attention: "segment-watch",
  about_to_sleep: "segment-watch-2",
  at_risk: "segment-win",
  cant_lose: "segment-win-2",
  hibernating: "segment-rest",
  inactive: "segment-rest",
  key_value: "segment-keep",
  key_develop: "segment-grow",
  key_keep: "segment-watch",
  key_win_back: "segment-win-2",
  general_value: "segment-keep-2",
  general_develop: "segment-grow-2",
  general_keep: "segment-watch-2",
  general_win_back: "segment-rest",
  platinum: "segment-keep",
  gold: "segment-keep-2",
  standard: "segment-grow-2",
  ordinary: "segment-rest",
  active: "segment-grow",
  previously_loyal: "segment-win-2",
  almost_lost: "segment-watch-2",
  dormant: "segment-rest",
  lost: "segment-rest",
  premium: "segment-keep",
  repeat: "segment-keep-2",
  top_spender: "segment-grow",
};

/** Those for a company's own segments, from the best of its preset to the last. */
const SEGMENT_COLOURS = [
  "segment-keep",
  "segment-keep-2",
  "segment-grow",
  "segment-grow-2",
  "segment-welcome",
  "segment-watch",
  "segment-watch-2",
  "segment-win",
  "segment-win-2",
  "segment-rest",
] as const;

/** The models whose keys have a colour. */
export type ColourModel = "score_tier" | "awarded_tier" | "pyramid_level" | "lifecycle_stage" | "segment";

/** The colour of a model's key, the same on every page; `entered` and unknown keys are grey. */
export function colourOf(model: ColourModel, key: string): string {
  if (model === "lifecycle_stage")
    return `var(--${(STAGES as readonly string[]).includes(key) ? `stage-${key}` : "tier-rest"})`;
  return `var(--${(model === "segment" ? segmentColour(key) : TIERS[key]) ?? "tier-rest"})`;
}

function segmentColour(key: string): string | undefined {
  const place = about().places[key];
  if (SEGMENTS[key] || place === undefined) return SEGMENTS[key];
  return SEGMENT_COLOURS[Math.round(place * (SEGMENT_COLOURS.length - 1))];
}

/** A scale for Plot: `color: colourScale("score_tier", keys)`. */
export function colourScale(model: ColourModel, keys: readonly string[]) {
  return {
    type: "ordinal" as const,
    domain: [...keys],
    range: keys.map((key) => colourOf(model, key)),
  };
}

/** The colour of a share of 0 to 1 on a heat map. */
export function heat(share: number): string {
  return `color-mix(in oklab, var(--heat-high) ${percent(share)}, var(--heat-low))`;
}

/** Where black and white are equally legible on the heat map, in light and in dark. */
const HALFWAY = 0.57;

/** The colour of words on `heat(share)`. */
export function heatInk(share: number): string {
  return share > HALFWAY ? "var(--heat-ink-high)" : "var(--heat-ink-low)";
}

/** The colour of a change of -1 to 1: losses one way, gains the other. */
export function gainOrLoss(change: number): string {
  return `color-mix(in oklab, var(${change < 0 ? "--loss" : "--gain"}) ${percent(Math.abs(change))}, var(--heat-low))`;
}

/** Ink and lines that a chart needs. */
export const ink = "var(--ink)";
export const quietInk = "var(--ink-quiet)";
export const rule = "var(--rule)";
export const paper = "var(--card)";
export const accent = "var(--accent)";
export const up = "var(--gain)";
export const down = "var(--loss)";

function percent(share: number): string {
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
}
