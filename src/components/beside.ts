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
  const chartWidth = isWide ? Math.round((width - GAP) * share) : width;
  const place = element("div", { class: "beside-chart", style: `width: ${chartWidth}px` }, draw(chartWidth));
  return element("div", { class: isWide ? "beside" : "below" }, place, panel);
}
