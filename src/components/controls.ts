import { element } from "./element.js";
import { onStateChange, readState, writeState } from "./url_state.js";

/** A choice's value and what people read. */
export type Option = readonly [value: string, text: string];

export interface ChoiceOptions {
  /** The name in the address: `?name=value`. */
  name: string;
  /** What is chosen, for people. */
  label: string;
  options: readonly Option[];
  /** The value when the address names none; the first option unless given. */
  value?: string;
}

/** A control whose `value` is always one of its options' values; give it to `view` or `Generators.input`. */
export type Choice = HTMLElement & { value: string };

/** A row of two to five buttons of which one is down. */
export function segmented({ name, label, options, value }: ChoiceOptions): Choice {
  const radios = options.map(([key]) =>
    element("input", {
      type: "radio",
      name: `choice-${name}`,
      value: key,
      autocomplete: "off",
    }),
  );
  const root = element(
    "fieldset",
    { class: "choice segmented", "data-name": name },
    element("legend", {}, label),
    element(
      "div",
      { class: "segments" },
      ...options.map(([, text], index) =>
        element("label", {}, radios[index] ?? "", element("span", {}, text)),
      ),
    ),
  );
  return bound(
    root,
    { name, options, value },
    {
      get: () => radios.find((radio) => radio.checked)?.value,
      set: (key) => {
        for (const radio of radios) radio.checked = radio.value === key;
      },
    },
  );
}

/** A drop-down list, for more options than fit in a row. */
export function select({ name, label, options, value }: ChoiceOptions): Choice {
  const list = element(
    "select",
    { autocomplete: "off" },
    ...options.map(([key, text]) => element("option", { value: key }, text)),
  );
  const root = element("label", { class: "choice", "data-name": name }, element("span", {}, label), list);
  return bound(
    root,
    { name, options, value },
    {
      get: () => list.value,
      set: (key) => {
        list.value = key;
      },
    },
  );
}

/** Controls in one line, above what they change. */
export function toolbar(...controls: Node[]): HTMLElement {
  return element("div", { class: "toolbar" }, ...controls);
}

function bound(
  root: HTMLElement,
  { name, options, value }: Pick<ChoiceOptions, "name" | "options" | "value">,
  field: { get(): string | undefined; set(value: string): void },
): Choice {
  const allowed = options.map(([key]) => key);
  const initial = value !== undefined && allowed.includes(value) ? value : (allowed[0] ?? "");
  const put = (key: string) => {
    field.set(key);
    writeState(name, key === initial ? undefined : key);
  };
  field.set(readState(name, allowed) ?? initial);
  root.addEventListener("input", () => {
    put(field.get() ?? initial);
    keepFocus(root);
  });
  root.addEventListener("change", (event) => event.stopPropagation());
  onStateChange(root, () => {
    const key = readState(name, allowed) ?? initial;
    if (key === field.get()) return;
    field.set(key);
    root.dispatchEvent(new Event("input", { bubbles: true }));
  });
  Object.defineProperty(root, "value", {
    get: () => field.get() ?? initial,
    set: put,
  });
  return root as Choice;
}

let keeper: MutationObserver | undefined;

// A control inside a card is taken out and put back when the card is made anew, however long that takes, and would lose
// the reader's focus. The reader moving on ends it.
function keepFocus(root: HTMLElement): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !root.contains(field)) return;
  keeper?.disconnect();
  keeper = new MutationObserver(() => {
    if (document.activeElement === document.body && field.isConnected) field.focus({ preventScroll: true });
  });
  keeper.observe(document.body, { childList: true, subtree: true });
  const leave = ({ target }: Event) => {
    if (target instanceof Node && root.contains(target)) return;
    keeper?.disconnect();
    removeEventListener("focusin", leave);
    removeEventListener("pointerdown", leave);
  };
  addEventListener("focusin", leave);
  addEventListener("pointerdown", leave);
}
