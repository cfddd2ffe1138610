import { showLinked } from "./linked_card.js";

const waiting: (() => void)[] = [];
let isBusy = false;
let tellFirstIsDrawn = () => {};

const firstIsDrawn = new Promise<void>((done) => {
  tellFirstIsDrawn = done;
});

/**
 * Draws now if nothing else is being drawn, or else after it, when the browser has time: the first chart is seen at
 * once.
 */
export function inTurn(draw: () => void): void {
  waiting.push(draw);
  if (!isBusy) next();
}

/** For cells whose cards lie further down: resolves when the page's first chart is seen, or after half a second. */
export function afterFirstChart(): Promise<void> {
  return Promise.race([firstIsDrawn, new Promise<void>((done) => setTimeout(done, 500))]);
}

function next(): void {
  const draw = waiting.shift();
  isBusy = draw !== undefined;
  if (draw) {
    draw();
    requestAnimationFrame(() =>
      whenIdle(() => {
        tellFirstIsDrawn();
        next();
      }),
    );
  } else {
    showLinked();
  }
}

function whenIdle(act: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 100 });
  else setTimeout(act);
}
