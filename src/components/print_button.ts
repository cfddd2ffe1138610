import { message } from "../messages/index.js";
import { button } from "./card_actions.js";
import { element } from "./element.js";

/** Opens the browser's own dialogue, which prints the page or saves it as a PDF. */
export function printButton(): HTMLElement {
  const opener = button(message("shell.print"), message("shell.print_hint"), () => print());
  return element("div", { class: "page-actions" }, opener);
}
