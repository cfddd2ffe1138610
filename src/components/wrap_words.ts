/**
 * Breaks a label into at most two lines of about `most` characters, at a space, or for Chinese (a character is twice as
 * wide) in the middle.
 */
export function wrapWords(text: string, most: number): string[] {
  const isHan = /\p{Script=Han}/u.test(text);
  const width = (part: string) => part.length * (isHan ? 2 : 1);
  if (width(text) <= most) return [text];
  if (isHan) {
    const middle = Math.ceil(text.length / 2);
    return [text.slice(0, middle), text.slice(middle)];
  }
  const words = text.split(" ");
  if (words.length === 1) return [text];
  const breaks = words.slice(1).map((_, index) => {
    const lines = [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")];
    return { lines, longest: Math.max(...lines.map(width)) };
  });
  return breaks.reduce((best, each) => (each.longest < best.longest ? each : best)).lines;
}
