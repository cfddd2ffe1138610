declare module "observablehq:stdlib" {
  export function FileAttachment(name: string): {
    readonly name: string;
    json(): Promise<unknown>;
    arrayBuffer(): Promise<ArrayBuffer>;
  };
  /** Has `FileAttachment(name)` stand for what is at `path`. */
  export function registerFile(name: string, file: { name: string; path: string }): void;
}
