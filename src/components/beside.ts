import { element } from "./element.js";

export interface BesideOptions {
  /** From which width on there is room for both side by side. */
  from: number;
  /** The chart's share of that width. */
  share: number;
}

const GAP = 32;

/** A chart with a panel beside it, or below where there is no room. */
export function beside(
  width: number,
  draw: (width: number) => Node,
  panel: HTMLElement,
  { from, share }: BesideOptions,
): HTMLElement {
  const isWide = width >= from;
  const place = element("div", {}, draw(isWide ? Math.floor((width - GAP) * share) : width));
  if (!isWide) return element("div", { class: "below" }, place, panel);
  const columns = `grid-template-columns: minmax(0, ${share}fr) minmax(0, ${1 - share}fr)`;
  return element("div", { class: "beside", style: columns }, place, panel);
}
