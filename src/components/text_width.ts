/** About how wide words are in pixels, a little more rather than less: charts are laid out without a browser too. */
export function textWidth(text: string, size = 12, { isBold = false } = {}): number {
  let ems = 0;
  for (const letter of text) {
    if (/[\u2e80-\uffef]/.test(letter)) ems += 1;
    else if (/[iljtfrI.,:;'’|! ]/.test(letter)) ems += 0.38;
    else if (/[mwMW%]/.test(letter)) ems += 0.95;
    else if (/[A-Z]/.test(letter)) ems += 0.7;
    else ems += 0.62;
  }
  return ems * size * (isBold ? 1.07 : 1);
}
