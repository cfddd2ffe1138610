const waiting: (() => void)[] = [];
let isBusy = false;
let isFirstRound = true;

/** Draws now if nothing else is being drawn, or else after it, when the browser has time: the first chart is seen at once. */
export function inTurn(draw: () => void): void {
  waiting.push(draw);
  if (!isBusy) next();
}

function next(): void {
  const draw = waiting.shift();
  isBusy = draw !== undefined;
  if (draw) {
    draw();
    requestAnimationFrame(() => whenIdle(next));
  } else if (isFirstRound) {
    isFirstRound = false;
    showTarget();
  }
}

function whenIdle(act: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 100 });
  else setTimeout(act);
}

// The card that a link names (#migration_matrix) was not there when the browser looked for it.
function showTarget(): void {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && scrollY === 0) target.scrollIntoView();
}
