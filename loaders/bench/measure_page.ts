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
        if (!document.querySelector(wanted)) return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => console.debug("visible", performance.now())));
      });
      seen.observe(document, { childList: true, subtree: true });
    }, selector);
    const watched = watchPage(tab, new URL(url).origin);
    // A message, because to ask again and again would cost the page time.
    const [message] = await Promise.all([
      tab.waitForEvent("console", (line) => line.text().startsWith("visible ")),
      tab.goto(url, { waitUntil: "commit" }),
    ]);
    const visible = Number(message.text().slice("visible ".length));
    await watched.settled();
    return { visible, ...(await watched.sizes()) };
  } finally {
    await context.close();
  }
}
