import { InvalidArgumentError } from "commander";
import { runCommand } from "../command.ts";
import { UserError } from "../errors.ts";
import { terminalAsk } from "../map/ask.ts";
import { CONTRACT } from "../map/column_names.ts";
import type { TableName } from "../map/contract_columns.ts";
import type { Dialect } from "../map/dialect.ts";
import { type MapFilesOptions, mapFiles } from "../map/map_files.ts";
import { LINE_COLUMNS } from "../map/order_columns.ts";
import { terminalProgress } from "../progress.ts";

const DELIMITERS: Record<string, string> = {
  comma: ",",
  tab: "\t",
  "\\t": "\t",
  semicolon: ";",
  pipe: "|",
  space: "spaces",
  spaces: "spaces",
  " ": "spaces",
};
const QUOTES: Record<string, Dialect["quote"]> = { double: '"', single: "'", none: "", '"': '"', "'": "'" };

await runCommand(
  (command) =>
    command
      .name("npm run map --")
      .description(
        "Reads files of orders (or customers, points …), guesses which column means what, and writes the " +
          "mapping as SQL into an overlay. CSV, TSV, columns parted by other signs or by blanks, JSON, " +
          "NDJSON and Parquet; gzip too; UTF-8, UTF-16, GB18030 and others.",
      )
      .argument("<files...>", 'files, or patterns in quotes such as "orders-*.csv"')
      .option("--overlay <dir>", "the folder to write sources/<table>.sql into", "overlay")
      .option("--force", "write over a mapping that is there")
      .option("--table <name>", `what the file holds: ${Object.keys(CONTRACT).join(", ")}`, tableName)
      .option(
        "--column <name=header>",
        "which header a column is; an empty header leaves it out; may be said again",
        pair,
      )
      .option("--date-order <order>", "dmy: 31/1/2024; mdy: 1/31/2024", oneOf("dmy", "mdy"))
      .option("--decimal <sign>", "point: 1,234.56; comma: 1.234,56", oneOf("point", "comma"))
      .option("--merge-days", "no order id: one customer's rows of one day are one order")
      .option("--group", "rows of one order id are its lines: add them up")
      .option("--no-group", "rows of one order id are copies: do not add them up")
      .option(
        "--amount <per>",
        "line: the amount is each line's; order: it is repeated on every line",
        oneOf("line", "order"),
      )
      .option("--delimiter <sign>", "comma, tab, semicolon, pipe, spaces, or the sign itself")
      .option("--quote <sign>", "double, single or none")
      .option("--header", "the first line is a header")
      .option("--no-header", "the first line is data; columns are then column0, column1 …")
      .option("--skip <lines>", "lines above the header to leave out", wholeNumber)
      .option("--encoding <name>", "utf-8, gb18030, utf-16le, big5, windows-1252 …")
      .addHelpText(
        "after",
        "\nIt tells day from month, and decimals from thousands, by reading every value; when they leave it open it\n" +
          "asks on a terminal, and elsewhere fails with the option that settles it. Nothing is dropped: a line that\n" +
          "does not fit its header is an error with its number.\n\nExample: npm run map -- orders.csv && npm run build -- --overlay overlay",
      ),
  async (options, files) => {
    const { overlay, written } = await run(options, files);
    const build = `npm run build -- --overlay ${shellWord(overlay)}`;
    process.stdout.write(
      written.length
        ? `\nwrote ${written.join(", ")}\n`
        : "\nthe overlay is as it was: nothing has changed\n",
    );
    process.stdout.write(`next: ${build}\n`);
    return 0;
  },
);

async function run(
  options: Record<string, unknown>,
  files: string[],
): Promise<{ overlay: string; written: string[] }> {
  const overlay = String(options.overlay);
  const quote = options.quote === undefined ? undefined : QUOTES[String(options.quote)];
  if (options.quote !== undefined && quote === undefined)
    throw new UserError(`--quote ${options.quote} is not known.`, { fix: "say double, single or none" });
  const delimiter = options.delimiter === undefined ? undefined : String(options.delimiter);
  const settled: MapFilesOptions = {
    root: process.cwd(),
    from: process.env.INIT_CWD ?? process.cwd(),
    overlay,
    force: Boolean(options.force),
    table: options.table as TableName | undefined,
    columns: options.column as Map<string, string> | undefined,
    dateOrder: options.dateOrder as "dmy" | "mdy" | undefined,
    decimal: options.decimal as "point" | "comma" | undefined,
    mergeDays: options.mergeDays as boolean | undefined,
    group: options.group as boolean | undefined,
    amount: options.amount ? (`per ${options.amount}` as "per line" | "per order") : undefined,
    delimiter: delimiter === undefined ? undefined : (DELIMITERS[delimiter] ?? delimiter),
    quote,
    header: options.header as boolean | undefined,
    skip: options.skip as number | undefined,
    encoding: options.encoding as string | undefined,
    ask: terminalAsk(),
    progress: terminalProgress(),
    print: (text) => process.stdout.write(`${text}\n`),
  };
  const { written } = await mapFiles(files, settled);
  return { overlay, written };
}

function tableName(value: string): string {
  if (!Object.hasOwn(CONTRACT, value))
    throw new InvalidArgumentError(`It is one of ${Object.keys(CONTRACT).join(", ")}.`);
  return value;
}

function oneOf(...values: string[]): (value: string) => string {
  return (value) => {
    if (!values.includes(value)) throw new InvalidArgumentError(`It is ${values.join(" or ")}.`);
    return value;
  };
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It is a whole number.");
  return Number(value);
}

function pair(value: string, pairs = new Map<string, string>()): Map<string, string> {
  const at = value.indexOf("=");
  const column = value.slice(0, at).trim();
  const known = [...Object.values(CONTRACT).flat(), ...LINE_COLUMNS].some((one) => one.column === column);
  if (at < 1 || !known)
    throw new InvalidArgumentError("Write it as customer_id=Header, a column of the contract first.");
  return new Map([...pairs, [column, value.slice(at + 1).trim()]]);
}

function shellWord(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
