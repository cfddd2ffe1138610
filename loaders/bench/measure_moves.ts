import type { Browser } from "playwright-core";
import { watchPage } from "./watch_page.ts";

/** What a move of a line costs on What-if: milliseconds of script per move, smallest first, and what the page reads. */
export interface MoveCost {
  script: number[];
  /** Gzipped bytes of the cubes. */
  cubes: number;
}

/** Moves every line of What-if back and forth by the keyboard, `times` times, and times the page's own script. */
export async function measureMoves(browser: Browser, url: string, times: number): Promise<MoveCost> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const tab = await context.newPage();
    const watched = watchPage(tab, new URL(url).origin);
    await tab.goto(url);
    await watched.settled();
    const script = await tab.evaluate((rounds) => {
      const found: number[] = [];
      for (let round = 0; round < rounds; ++round) {
        for (const line of document.querySelectorAll("[role=slider]")) {
          for (const key of round % 2 === 0 ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"]) {
            const start = performance.now();
            line.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            found.push(performance.now() - start);
          }
        }
      }
      return found.sort((left, right) => left - right);
    }, times);
    return { script, cubes: (await watched.sizes()).data };
  } finally {
    await context.close();
  }
}
