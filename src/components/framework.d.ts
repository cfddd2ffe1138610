declare module "observablehq:stdlib" {
  export function FileAttachment(name: string): {
    readonly name: string;
    json(): Promise<unknown>;
    arrayBuffer(): Promise<ArrayBuffer>;
  };
}
