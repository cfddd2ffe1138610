import { type LabelSection, label } from "../messages/index.js";
import { element } from "./element.js";
import { type ColourModel, colourOf } from "./palette.js";

/** The colours of a model's keys and their names, in the order given. */
export function legend(model: ColourModel & LabelSection, keys: readonly string[]): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...keys.map((key) =>
      element("li", {}, element("i", { style: `background: ${colourOf(model, key)}` }), label(model, key)),
    ),
  );
}
