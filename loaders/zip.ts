/** Files as one ZIP archive, stored without compression (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zip(files: Iterable<readonly [name: string, content: Uint8Array]>): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = new TextEncoder().encode(path);
    const common = [
      20,
      UTF8,
      0,
      0,
      EPOCH,
      [crc32(content)],
      [content.length],
      [content.length],
      name.length,
      0,
    ] as const;
    const head = record([[0x04034b50], ...common], name);
    directory.push(record([[0x02014b50], 20, ...common, 0, 0, 0, [0], [offset]], name));
    parts.push(head, content);
    offset += head.length + content.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const count = directory.length;
  const end = record([[0x06054b50], 0, 0, count, count, [size], [offset], 0]);
  return Buffer.concat([...parts, ...directory, end]);
}

const UTF8 = 0x0800;
/** 1980-01-01, so that the same files give the same archive. */
const EPOCH = 0x21;

// A number is two bytes, a number in brackets four.
function record(
  fields: readonly (number | readonly [number])[],
  name: Uint8Array = new Uint8Array(),
): Uint8Array {
  const bytes = Buffer.alloc(
    fields.reduce<number>((total, field) => total + (typeof field === "number" ? 2 : 4), 0),
  );
  let at = 0;
  for (const field of fields) {
    at = typeof field === "number" ? bytes.writeUInt16LE(field, at) : bytes.writeUInt32LE(field[0], at);
  }
  return Buffer.concat([bytes, name]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; ++bit) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(content: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of content) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
