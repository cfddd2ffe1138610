/** A part of a report that is written for a terminal or as Markdown. */
export type Block = Heading | Paragraph | Table;

export interface Heading {
  heading: string;
  level: 1 | 2;
}

export interface Paragraph {
  lines: Line[];
}

/** A line of text; what stands in `code` came from a file, and is shown as it is. */
export type Line = (string | { code: string })[];

export interface Table {
  /** What its rows are; in Markdown it is folded up under it unless it `isOpen`. */
  title: string;
  isOpen?: boolean;
  columns: { name: string; isNumber?: boolean; isCode?: boolean }[];
  rows: { cells: string[]; isBold?: boolean }[];
}

/** For a terminal; `isColoured` sets headings and what matters in bold. */
export function toText(blocks: readonly Block[], isColoured = false): string {
  const bold = (text: string) => (isColoured ? `\x1b[1m${text}\x1b[22m` : text);
  const written = blocks.map((block) => {
    if ("heading" in block) return bold(block.heading);
    if ("lines" in block)
      return block.lines
        .map((line) => line.map((part) => (typeof part === "string" ? part : part.code)).join(""))
        .join("\n");
    return `${indent(block.title)}\n${textTable(block, bold)}`;
  });
  return `${written.join("\n\n")}\n`;
}

function textTable({ columns, rows }: Table, bold: (text: string) => string): string {
  const names = columns.map(({ name }) => name);
  const widths = names.map((name, index) =>
    Math.max(name.length, ...rows.map(({ cells }) => cells[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `    ${cells
      .map((cell, index) =>
        columns[index]?.isNumber ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")}`.trimEnd();
  return [
    line(names),
    line(widths.map((width) => "─".repeat(width))),
    ...rows.map(({ cells, isBold }) => (isBold ? bold(line(cells)) : line(cells))),
  ].join("\n");
}

function indent(text: string): string {
  return `  ${text}`;
}

/** For a comment on GitHub, GitLab and the like. */
export function toMarkdown(blocks: readonly Block[]): string {
  const written = blocks.map((block) => {
    if ("heading" in block) return `${"#".repeat(block.level + 2)} ${escaped(block.heading)}`;
    if ("lines" in block)
      return block.lines
        .map((line) =>
          line.map((part) => (typeof part === "string" ? escaped(part) : code(part.code))).join(""),
        )
        .join("  \n");
    const table = markdownTable(block);
    if (block.isOpen) return table;
    return `<details><summary>${escaped(block.title)}</summary>\n\n${table}\n\n</details>`;
  });
  return `${written.join("\n\n")}\n`;
}

function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ name }) => escaped(name))),
    line(columns.map(({ isNumber }) => (isNumber ? "---:" : "---"))),
    ...rows.map(({ cells, isBold }) =>
      line(
        cells.map((cell, index) => {
          if (cell === "") return "";
          if (columns[index]?.isCode) return code(cell);
          return isBold ? `**${escaped(cell)}**` : escaped(cell);
        }),
      ),
    ),
  ].join("\n");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~#]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** As a code span: nothing in it is markup, a mention or a link. In a table a bar would part it. */
function code(text: string): string {
  const plain = text.replace(/\s+/g, " ").replaceAll("|", "¦");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
