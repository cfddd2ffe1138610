/** A name as SQL: in double quotes, so that no header can end the name early. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path as the literal of a reader that expands globs: `*`, `?` and `[` in a real name stand for themselves. */
export function quotePath(path: string): string {
  return quoteText(path.replaceAll("\\", "/").replace(/[[*?]/g, "[$&]"));
}

/** Text for an SQL comment, where a line break would end the comment. */
export function commentText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

/** Every line but the first moved right by `spaces`. */
export function indent(sql: string, spaces: number): string {
  return sql.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
