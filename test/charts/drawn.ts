/** A chart as text to compare: one element a line, numbers to a tenth of a pixel. */
export function drawn(chart: Element): string {
  return `${chart.outerHTML
    .replaceAll("><", ">\n<")
    .replace(/-?\d+\.\d\d+(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10))}\n`;
}
