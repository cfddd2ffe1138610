import { textWidth } from "./text_width.js";

/** The words in one line if they fit, in two broken where both are shortest, or nothing. */
export function fitWords(
  text: string,
  width: number,
  { size, isBold = false, lines = 2 }: { size: number; isBold?: boolean; lines?: number },
): string[] {
  const fits = (line: string) => textWidth(line, size, { isBold }) <= width;
  if (fits(text)) return [text];
  if (lines < 2) return [];
  const isHan = /\p{Script=Han}/u.test(text);
  const pieces = isHan && !text.includes(" ") ? [...text] : text.split(" ");
  const glue = isHan && !text.includes(" ") ? "" : " ";
  const broken = pieces.slice(1).map((_, index) => {
    const both = [pieces.slice(0, index + 1).join(glue), pieces.slice(index + 1).join(glue)];
    return { both, longest: Math.max(...both.map((line) => textWidth(line, size, { isBold }))) };
  });
  const best = broken.sort((a, b) => a.longest - b.longest)[0];
  return best && best.longest <= width ? best.both : [];
}
