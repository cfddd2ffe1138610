import { element } from "./element.js";

export interface PlainFigure {
  name: string;
  value: string;
  /** A few words under the number. */
  note?: string;
}

/** Key figures side by side: the number first, large, its name and a remark below. */
export function plainFigures(figures: readonly PlainFigure[]): HTMLElement {
  return element(
    "div",
    { class: "figures" },
    ...figures.map(({ name, value, note }) =>
      element(
        "div",
        { class: "card figure" },
        element("div", { class: "name" }, name),
        element("div", { class: "value" }, value),
        element("div", { class: "change quiet" }, note ?? "\u00a0"),
      ),
    ),
  );
}
