/** The part of jsdom that prerendering needs; it publishes no types. */
declare module "jsdom" {
  export type DOMWindow = Window & typeof globalThis & { eval(script: string): unknown };

  export class VirtualConsole {}

  export class JSDOM {
    constructor(
      html: string,
      options: { url: string; runScripts: "outside-only"; virtualConsole: VirtualConsole },
    );
    readonly window: DOMWindow;
  }
}
