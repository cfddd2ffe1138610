import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";

/** What a tab does that a good page does not, and what it loads. Start it before the page is opened. */
export function watchPage(tab: Page, address: string) {
  const problems: string[] = [];
  const responses: Response[] = [];
  tab.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) problems.push(`${line.type()}: ${line.text()}`);
  });
  tab.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  tab.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) problems.push(`another host: ${url}`);
  });
  tab.on("response", (response) => {
    if (!response.url().startsWith(address)) return;
    responses.push(response);
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return {
    problems,
    /** Until every cell has run and every chart is drawn. */
    async settled() {
      await tab.waitForLoadState("load");
      await tab
        .waitForFunction(
          () => {
            const charts = [...document.querySelectorAll(".chart")];
            const isWaiting = document.querySelector("observablehq-loading") !== null;
            return !isWaiting && charts.every((chart) => chart.firstElementChild || chart.clientWidth === 0);
          },
          undefined,
          { timeout: 15_000 },
        )
        .catch((cause) => {
          throw new Error(["the page was not drawn within 15 s", ...problems].join("\n"), { cause });
        });
      await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
      for (const failed of await tab.locator(".failed, .observablehq--error").allTextContents()) {
        problems.push(`on the page: ${failed}`);
      }
    },
    /** Requests, and bytes when gzipped. */
    async sizes() {
      const total = { requests: responses.length, scripts: 0, data: 0 };
      for (const response of responses) {
        const kind = /\.js$/.test(response.url())
          ? "scripts"
          : /\.(arrow|json)$/.test(response.url())
            ? "data"
            : undefined;
        if (kind) total[kind] += gzipSync(await response.body()).length;
      }
      return total;
    },
  };
}
