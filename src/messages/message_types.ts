import type { en } from "./en.js";

/** A text with `{names}` to fill in; English ones that count something have a form for one and for more. */
export type Message = string | { one: string; other: string };

/** The shape that every language's file must have: the same sections and keys as English. */
export type Messages = {
  readonly [Section in keyof typeof en]: {
    readonly [Key in keyof (typeof en)[Section]]: Message;
  };
};

/** `section.key`, for example `shell.show_table`. */
export type MessageKey = {
  [Section in keyof typeof en]: `${Section}.${keyof (typeof en)[Section] & string}`;
}[keyof typeof en];
