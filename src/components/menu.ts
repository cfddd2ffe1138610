import { button } from "./card_actions.js";
import { element } from "./element.js";

/** What a menu offers, and what choosing it does. */
export interface MenuItem {
  text: string;
  act: () => void;
}

/**
 * A button that opens a menu. Arrows, Home and End move in it, Escape closes it and leads back to the button; Tab and
 * a click elsewhere close it and lead on. `id` names the menu, `hint` says to a screen reader what it is for.
 */
export function menu(text: string, hint: string, id: string, items: readonly MenuItem[]): HTMLElement {
  const list = element("div", { role: "menu", id, "aria-label": hint, hidden: true });
  const opener = button(text, hint, () => (list.hidden ? open() : close()));
  const root = element("div", { class: "menu" }, opener, list);
  opener.setAttribute("aria-haspopup", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-controls", id);

  const open = (place = 0) => {
    if (!list.firstChild) list.append(...items.map(entry));
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    keepInView(list);
    focusOn(place);
    document.addEventListener("pointerdown", closeFromOutside);
  };
  const close = () => {
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", closeFromOutside);
  };
  const leave = () => {
    close();
    opener.focus();
  };
  const closeFromOutside = ({ target }: Event) => {
    if (!(target instanceof Node && root.contains(target))) close();
  };
  const focusOn = (place: number) => {
    const entries = [...list.children] as HTMLElement[];
    entries.at(place % entries.length)?.focus();
  };
  const entry = ({ text, act }: MenuItem) => {
    const node = element("button", { type: "button", role: "menuitem", tabindex: -1 }, text);
    node.addEventListener("click", () => {
      leave();
      act();
    });
    return node;
  };

  root.addEventListener("keydown", (event) => {
    const place = [...list.children].indexOf(document.activeElement as HTMLElement);
    const act = {
      ArrowDown: () => (list.hidden ? open() : focusOn(place + 1)),
      ArrowUp: () => (list.hidden ? open(-1) : focusOn(place - 1)),
      Home: () => focusOn(0),
      End: () => focusOn(-1),
      Escape: leave,
      Tab: leave,
    }[event.key];
    if (!act || (list.hidden && !event.key.startsWith("Arrow"))) return;
    if (event.key !== "Tab") event.preventDefault();
    act();
  });
  // Safari gives a button that is clicked no focus: then nobody is told where it went.
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) close();
  });
  return root;
}

/** Opens upwards where there is more room, and never beyond the screen's right edge. */
function keepInView(list: HTMLElement): void {
  list.classList.remove("above");
  list.style.left = "";
  const { top, bottom, right, height } = list.getBoundingClientRect();
  list.classList.toggle("above", bottom > innerHeight && top - height > 0);
  const beyond = right - document.documentElement.clientWidth + 8;
  if (beyond > 0) list.style.left = `${-beyond}px`;
}
