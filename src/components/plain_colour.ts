/** A colour as every program understands it. */
export interface PlainColour {
  /** `#1a1d49` */
  hex: string;
  /** 0 to 1 */
  opacity: number;
}

let pixel: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, PlainColour>();

/** What a browser computed, `rgb(…)`, `oklab(…)` or another, in the one notation that drawing programs share. */
export function plainColour(computed: string): PlainColour {
  const found = known.get(computed);
  if (found) return found;
  pixel ??= newPixel();
  if (!pixel) return { hex: computed, opacity: 1 };
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = computed;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  const plain = { hex, opacity: Math.round((alpha / 255) * 100) / 100 };
  known.set(computed, plain);
  return plain;
}

function newPixel(): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  return canvas.getContext("2d", { willReadFrequently: true });
}
