/** About how wide a text is in pixels: Chinese characters are as wide as the font is high, Latin ones a good half. */
export function textWidth(text: string, fontSize = 12): number {
  let ems = 0;
  for (const character of text) ems += /[\u2e80-\uffff]/.test(character) ? 1 : 0.62;
  return ems * fontSize;
}
