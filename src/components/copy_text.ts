import { element } from "./element.js";

/**
 * Puts a text on the clipboard, also where the site is served over plain HTTP and browsers offer no clipboard, or
 * where they refuse it to a page in a frame. Tells whether it is there.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const field = element("textarea", { class: "visually-hidden", readonly: true }, text);
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return isDone;
}
