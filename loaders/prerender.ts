import { type DOMWindow, JSDOM, VirtualConsole } from "jsdom";

export interface PrerenderOptions {
  /** The page's scripts, as one that is no module. */
  script: string;
  /** The id of the last card to be drawn. */
  card: string;
  /** The content of a data file, by its path relative to the page. */
  read: (path: string) => Uint8Array | string | undefined;
}

/** The width of a chart as wide as the page, by style.css: in a window of 1440 pixels and in one of 390. */
const WIDTHS = [1126, 324] as const;

/**
 * What a page's cells show as far as a card, as HTML by the cells' ids: drawn by the page's own scripts at its default
 * view, for a desk's screen and a phone's. Framework replaces what stands in `observablehq-loading` by what the cell shows
 * in the reader's browser. Empty if the scripts fail or do not draw the card, which a reader's browser will tell.
 */
export async function prerender(
  html: string,
  { script, card, read }: PrerenderOptions,
): Promise<ReadonlyMap<string, string>> {
  // Styles have no say in what is drawn, and take long to parse.
  const { window } = new JSDOM(html.replace(/<style>.*?<\/style>/s, ""), {
    url: "http://localhost/page.html",
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  });
  try {
    const { settle, resize } = equip(window, read);
    window.eval(script);
    await settle();
    const cells = cellsUpTo(window.document, card);
    const parts = cells.flatMap(({ nodes }) => nodes);
    for (const chart of parts.flatMap((part) => [...part.querySelectorAll(".chart")])) {
      const drawn: string[] = [];
      for (const width of WIDTHS) {
        resize(chart, width);
        await settle();
        drawn.push(chart.innerHTML);
      }
      chart.innerHTML = `<div class="at-wide">${drawn[0]}</div><div class="at-narrow">${drawn[1]}</div>`;
    }
    if (parts.some((part) => part.matches(FAILED) || part.querySelector(FAILED))) return new Map();
    return new Map(cells.map(({ id, nodes }) => [id, asLoading(nodes)]));
  } catch {
    return new Map();
  } finally {
    window.close();
  }
}

const FAILED = ".failed, .observablehq--error";

/** What scripts need of a browser and jsdom has not. Time stands still: what waits is not shown first. */
function equip(window: DOMWindow, read: PrerenderOptions["read"]) {
  const due: (() => void)[] = [];
  const tellWidth = new Map<Element, (width: number) => void>();
  const request = (act: () => void) => due.push(act);
  Object.assign(window, {
    requestAnimationFrame: request,
    requestIdleCallback: request,
    setTimeout: () => 0,
    ResizeObserver: class {
      constructor(readonly listen: (entries: unknown[]) => void) {}
      observe(target: Element) {
        tellWidth.set(target, (width) => this.listen([{ target, contentRect: { width } }]));
      }
    },
    fetch: async (url: string | URL) => respond(window, read(`.${new URL(url).pathname}`)),
    TextDecoder,
    TextEncoder,
  });
  return {
    /** Until no frame is asked for any more, or the page asks for ever. */
    async settle() {
      let frames = 0;
      do {
        for (const act of due.splice(0)) act();
        await new Promise((done) => setImmediate(done));
      } while (due.length > 0 && ++frames < 100);
    },
    resize: (chart: Element, width: number) => tellWidth.get(chart)?.(width),
  };
}

function respond(window: DOMWindow, content: Uint8Array | string | undefined) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    ok: bytes !== undefined,
    status: bytes ? 200 : 404,
    // An `ArrayBuffer` as the page's scripts know it.
    arrayBuffer: async () => new window.Uint8Array(bytes ?? []).buffer,
    json: async () => window.JSON.parse(new TextDecoder().decode(bytes)),
  };
}

/** Framework marks a cell's place with a comment, and keeps there what the cell shows before it. */
interface CellRoot extends Comment {
  _nodes?: Element[];
}

/** The cells that show something, the one that shows the card last; none if none does. */
function cellsUpTo(document: Document, card: string): { id: string; nodes: Element[] }[] {
  const comments = document.createNodeIterator(document.body, 128);
  const cells: { id: string; nodes: Element[] }[] = [];
  for (
    let root = comments.nextNode() as CellRoot | null;
    root;
    root = comments.nextNode() as CellRoot | null
  ) {
    const nodes = root._nodes ?? [];
    if (nodes.length > 0) cells.push({ id: root.data, nodes });
    if (nodes.some((node) => node.id === card)) return cells;
  }
  return [];
}

function asLoading(nodes: readonly Element[]): string {
  for (const node of nodes) {
    for (const input of node.querySelectorAll("input")) input.toggleAttribute("checked", input.checked);
    for (const option of node.querySelectorAll("option")) option.toggleAttribute("selected", option.selected);
    // In a card of another width a drawing is stretched, but no higher: nothing moves when it is drawn anew.
    for (const svg of node.querySelectorAll<SVGSVGElement>(".chart svg")) {
      svg.setAttribute("preserveAspectRatio", "none");
      svg.style.height = `${svg.getAttribute("height")}px`;
    }
  }
  // It is to be looked at: the keyboard waits for what takes its place.
  return `<observablehq-loading inert>${nodes.map((node) => node.outerHTML).join("")}</observablehq-loading>`;
}
