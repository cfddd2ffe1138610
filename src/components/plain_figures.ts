import { element } from "./element.js";

export interface PlainFigure {
  name: string;
  value: string;
  /** A few words under the number. */
  note?: string;
}

/** Key figures side by side in one card, two by two on a phone. */
export function plainFigures(figures: readonly PlainFigure[]): HTMLElement {
  return element(
    "div",
    { class: "card plain-figures" },
    ...figures.map(({ name, value, note }) =>
      element(
        "div",
        { class: "figure" },
        element("div", { class: "name" }, name),
        element("div", { class: "value" }, value),
        element("div", { class: "change quiet" }, note ?? "\u00a0"),
      ),
    ),
  );
}
