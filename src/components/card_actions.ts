import { message } from "../messages/index.js";
import { element } from "./element.js";

/** A quiet button of a card; `hint` says what it does to which card. */
export function button(text: string, hint: string, act: () => void): HTMLButtonElement {
  const node = element("button", { type: "button", title: hint, "aria-label": hint }, text);
  node.addEventListener("click", act);
  return node;
}

/** A button that opens and closes a panel of the card called `title`, filled when it is first opened. */
export function toggle(
  slot: HTMLElement,
  kind: "table" | "sql",
  title: string,
  fill: () => Node,
): HTMLButtonElement {
  const node = button(message(`shell.show_${kind}`), message(`shell.${kind}_hint`, { title }), () => {
    slot.hidden = !slot.hidden;
    if (!slot.hidden && !slot.firstChild) slot.append(fill());
    node.setAttribute("aria-expanded", String(!slot.hidden));
  });
  node.setAttribute("aria-expanded", "false");
  node.setAttribute("aria-controls", slot.id);
  return node;
}
