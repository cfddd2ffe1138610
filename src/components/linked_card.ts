/** The address of this page as it is shown now, leading to the card `name`. */
export function addressOf(name: string): string {
  return `${location.href.replace(/#.*/, "")}#${name}`;
}

/** What the address names, if it names something: the `matrix` of `#matrix`. */
export function linkedName(): string | undefined {
  const name = globalThis.location?.hash.slice(1);
  try {
    return name ? decodeURIComponent(name) : undefined;
  } catch {
    return name;
  }
}

/** Marks the card that a link has led to, so that the reader sees which was meant. */
export function markIfLinked(card: HTMLElement): void {
  card.classList.toggle("linked", card.id === linkedName());
}

globalThis.addEventListener?.("hashchange", () => {
  for (const card of document.querySelectorAll<HTMLElement>(".card[id]")) markIfLinked(card);
});

let shownAt = 0;

/**
 * Scrolls to what the address names. It may be drawn late, and what stands above it later still: to be called whenever
 * something was drawn, until the reader scrolls.
 */
export function showLinked(): void {
  const name = linkedName();
  const target = name !== undefined && scrollY === shownAt ? document.getElementById(name) : null;
  if (!target) return;
  target.scrollIntoView();
  shownAt = scrollY;
}
