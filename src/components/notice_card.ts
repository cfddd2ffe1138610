import { element } from "./element.js";

/** Stands where a chart would be while there is nothing to draw: what is so, and what it takes. */
export function noticeCard(title: string, text: string): HTMLElement {
  return element("section", { class: "card empty" }, element("h2", {}, title), element("p", {}, text));
}
