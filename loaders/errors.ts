/** Where a mistake was made: a file, and in it a line counted from 1. */
export interface Place {
  file: string;
  line?: number | undefined;
}

/**
 * A mistake that a person can mend: what is wrong, where, and what to do about it.
 * Commands print it without a stack trace and exit 1.
 */
export class UserError extends Error {
  override name = "UserError";
  readonly place: Place | undefined;
  readonly fix: string | undefined;
  /** Further lines, for example a table of what was rejected. */
  readonly detail: string | undefined;

  constructor(
    message: string,
    { place, fix, detail, cause }: { place?: Place; fix?: string; detail?: string; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.place = place;
    this.fix = fix;
    this.detail = detail;
  }

  /** The whole error as a person reads it on a terminal. */
  toText(): string {
    const lines = [`Error: ${this.message}`];
    if (this.place) lines.push(`   in: ${this.place.file}${this.place.line ? `:${this.place.line}` : ""}`);
    if (this.fix) lines.push(`   do: ${this.fix}`);
    if (this.detail) lines.push("", this.detail);
    return lines.join("\n");
  }
}
