import type { Browser } from "playwright-core";
import { watchPage } from "./watch_page.ts";

/** How a page is reached: all limits as a person's line and machine set them. */
export interface Conditions {
  /** Mbit/s */
  bandwidth?: number;
  /** Milliseconds there and back. */
  latency?: number;
  /** How many times slower than this machine. */
  slowdown?: number;
}

export interface PageCost {
  /** Milliseconds from the start of the navigation until the first chart (or `selector`) is painted. */
  visible: number;
  /** The same until it is what the page's scripts have drawn, not the build: until it answers. */
  alive: number;
  requests: number;
  /** Gzipped bytes. */
  scripts: number;
  data: number;
}

/** Opens a page in a fresh browser context under `conditions` and tells what it cost. */
export async function measurePage(
  browser: Browser,
  url: string,
  { bandwidth, latency = 0, slowdown = 1 }: Conditions = {},
  selector = ".chart svg",
): Promise<PageCost> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send("Network.enable");
    if (bandwidth !== undefined) {
      const throughput = (bandwidth * 1e6) / 8;
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency,
        downloadThroughput: throughput,
        uploadThroughput: throughput,
      });
    }
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await tab.addInitScript((wanted) => {
      const seen = new MutationObserver(() => {
        const found = [...document.querySelectorAll(wanted)];
        const isAlive = found.some((element) => !element.closest("observablehq-loading"));
        for (const [state, isSo] of Object.entries({ visible: found.length > 0, alive: isAlive })) {
          if (!isSo || told.has(state)) continue;
          told.add(state);
          requestAnimationFrame(() => setTimeout(() => console.debug(state, performance.now())));
        }
        if (isAlive) seen.disconnect();
      });
      const told = new Set<string>();
      seen.observe(document, { childList: true, subtree: true });
    }, selector);
    const watched = watchPage(tab, new URL(url).origin);
    // Messages, because to ask again and again would cost the page time.
    const told = async (state: "visible" | "alive") => {
      const line = await tab.waitForEvent("console", (line) => line.text().startsWith(state));
      return Number(line.text().slice(state.length));
    };
    const [visible, alive] = await Promise.all([
      told("visible"),
      told("alive"),
      tab.goto(url, { waitUntil: "commit" }),
    ]);
    await watched.settled();
    return { visible, alive, ...(await watched.sizes()) };
  } finally {
    await context.close();
  }
}
