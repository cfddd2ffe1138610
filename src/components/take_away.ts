import { message } from "../messages/index.js";
import { about } from "./about.js";
import { copyText } from "./copy_text.js";
import { type TableData, tableCsv } from "./data_table.js";
import { element } from "./element.js";
import { isoDay } from "./format.js";
import { addressOf } from "./linked_card.js";
import { type MenuItem, menu } from "./menu.js";
import { saveFile } from "./save_file.js";

export interface TakeAwayOptions {
  /** The card's, and its files'. */
  name: string;
  title: string;
  subtitle?: string | undefined;
  table: TableData;
  /** The relations it is made from, by their full names. */
  marts: readonly string[];
}

/** How long a confirmation stands, in milliseconds. */
const TOLD = 4000;

/** The menu of what can be taken from a card, and a place that tells what became of it. */
export function takeAway({ name, title, subtitle, table, marts }: TakeAwayOptions): Node[] {
  const status = element("span", { class: "status", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (text: string) => {
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => status.replaceChildren(), TOLD);
  };
  const save = (kind: string, make: (card: HTMLElement) => Promise<Blob>) => async () => {
    const card = status.closest<HTMLElement>(".card");
    try {
      if (card) saveFile(`${name}_${isoDay(about().as_of)}.${kind}`, await make(card));
    } catch (error) {
      console.error(error);
      tell(message("shell.take_failed"));
    }
  };
  const copyLink = async () => {
    const address = addressOf(name);
    tell((await copyText(address)) ? message("shell.link_copied") : address);
  };
  const items: MenuItem[] = [
    {
      text: message("shell.save_png"),
      act: save("png", async (card) => (await picture()).pngFile(card, marts)),
    },
    {
      text: message("shell.save_svg"),
      act: save("svg", async (card) => (await picture()).svgFile(card, marts)),
    },
    {
      text: message("shell.save_excel"),
      act: save("xlsx", async (card) =>
        // The finding of the moment: on What-if it changes.
        (await workbook()).workbookFile({
          name,
          title: card.querySelector("h2")?.textContent || title,
          subtitle,
          table,
          marts,
        }),
      ),
    },
    { text: message("shell.save_csv"), act: save("csv", async () => csvFile(table)) },
    { text: message("shell.copy_link"), act: copyLink },
  ];
  return [menu(message("shell.take"), message("shell.take_hint", { title }), `${name}-take`, items), status];
}

// What few readers need is fetched when they ask for it.
const picture = () => import("./picture.js");
const workbook = () => import("./workbook.js");

function csvFile(table: TableData): Blob {
  return new Blob([tableCsv(table)], { type: "text/csv;charset=utf-8" });
}
