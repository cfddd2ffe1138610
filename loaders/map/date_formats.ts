export type DateOrder = "dmy" | "mdy";

/** One way in which values of a column write a day. */
export type DateShape =
  /** What a cast reads: 2024-01-31, 2024/1/31 9:05:00, 2024-01-31T09:05:00Z. */
  | { kind: "iso"; hasTime: boolean }
  /** As above with an offset from UTC, which is dropped: the day where the order was made counts. */
  | { kind: "offset"; hasTime: true }
  | { kind: "strptime"; format: string; hasTime: boolean }
  /** Day and month in an order that the shape leaves open, with the formats of both. */
  | { kind: "open"; sign: string; dmy: string; mdy: string; hasTime: boolean }
  /** Days since 1899-12-30, as Excel counts. */
  | { kind: "serial"; hasTime: boolean }
  /** Seconds, or milliseconds, since 1970-01-01 UTC. */
  | { kind: "epoch"; unit: "seconds" | "milliseconds"; hasTime: true };

const TIMES: [shape: RegExp, format: string][] = [
  [/^99?:99$/, "%H:%M"],
  [/^99?:99:99$/, "%H:%M:%S"],
  [/^99?:99:99[.]9{1,6}$/, "%H:%M:%S.%f"],
  [/^99?:99:99[.]9{7,9}$/, "%H:%M:%S.%n"],
  [/^99?:99 [AaPp][Mm]$/, "%I:%M %p"],
  [/^99?:99[AaPp][Mm]$/, "%I:%M%p"],
  [/^99?:99:99 [AaPp][Mm]$/, "%I:%M:%S %p"],
  [/^99?:99:99[AaPp][Mm]$/, "%I:%M:%S%p"],
  [/^99?时99?分$/, "%H时%M分"],
  [/^99?时99?分99?秒$/, "%H时%M分%S秒"],
];

const MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/** How a shape writes a day, or undefined when it does not. `example` is one value of it. */
export function dateShape(mask: string, example: string): DateShape | undefined {
  if (/^9{5}(?:\.9+)?$/.test(mask)) {
    return /^[2-7]/.test(example) ? { kind: "serial", hasTime: mask.includes(".") } : undefined;
  }
  if (/^9{10}$/.test(mask) && /^(?:[3-9]|1[0-9]|2[0-3])/.test(example))
    return { kind: "epoch", unit: "seconds", hasTime: true };
  if (/^9{13}$/.test(mask) && /^(?:[3-9]|1[0-9]|2[0-3])/.test(example))
    return { kind: "epoch", unit: "milliseconds", hasTime: true };
  const { day, between, time, zone } = partsOf(mask);
  const hasTime = time !== "";
  const timeFormat = hasTime ? TIMES.find(([form]) => form.test(time))?.[1] : "";
  if (timeFormat === undefined) return undefined;
  if (
    /^9999(?<sign>[-/])9{1,2}\k<sign>9{1,2}$/.test(day) &&
    (!hasTime || /^%H:%M/.test(timeFormat)) &&
    /^(?:T| +|)$/.test(between)
  ) {
    if (zone === "" || /^ ?Z$/i.test(zone)) return { kind: "iso", hasTime };
    return { kind: "offset", hasTime: true };
  }
  if (zone) return undefined;
  const tail = hasTime ? `${between.replace(/ +/, " ")}${timeFormat}` : "";
  const open = /^9{1,2}(?<sign>[-/. ])9{1,2}\k<sign>(?<year>9{4}|9{2})$/.exec(day);
  if (open) {
    const { sign = "", year: digits = "" } = open.groups ?? {};
    const year = digits.length === 4 ? "%Y" : "%y";
    const [dmy, mdy] = [`%d${sign}%m${sign}${year}${tail}`, `%m${sign}%d${sign}${year}${tail}`];
    return { kind: "open", sign, dmy, mdy, hasTime };
  }
  const format = dayFormat(day, example);
  return format ? { kind: "strptime", format: format + tail, hasTime } : undefined;
}

function partsOf(mask: string): { day: string; between: string; time: string; zone: string } {
  const clock = /^(.*?\S)(,? +|T|)(99?:99.*|99?时.*)$/u.exec(mask);
  if (!clock) return { day: mask, between: "", time: "", zone: "" };
  const [, day = "", between = "", rest = ""] = clock;
  const zoned = /^(.*?)( ?(?:Z|UTC|[+-]99:?(?:99)?))$/i.exec(rest);
  return { day, between, time: zoned?.[1] ?? rest, zone: zoned?.[2] ?? "" };
}

function dayFormat(day: string, example: string): string | undefined {
  if (/^9{8}$/.test(day)) return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])/.test(example) ? "%Y%m%d" : undefined;
  if (/^9999年9{1,2}月9{1,2}[日号]?$/.test(day)) return `%Y年%m月%d${/[日号]$/.exec(day)?.[0] ?? ""}`;
  const numeric = /^9999(?<sign>[-/._ ])9{1,2}\k<sign>9{1,2}$/.exec(day);
  if (numeric) return `%Y${numeric[1]}%m${numeric[1]}%d`;
  const word = /\p{L}{3,}/u.exec(example)?.[0] ?? "";
  const month = MONTHS.test(word) ? (word.length > 3 ? "%B" : "%b") : undefined;
  if (!month) return undefined;
  const dayFirst = /^9{1,2}([-/. ])\p{L}{3,9}\1(9{4}|9{2})$/u.exec(day);
  if (dayFirst) return `%d${dayFirst[1]}${month}${dayFirst[1]}${dayFirst[2] === "99" ? "%y" : "%Y"}`;
  const monthFirst = /^\p{L}{3,9} 9{1,2}(,?) 9999$/u.exec(day);
  return monthFirst ? `${month} %d${monthFirst[1]} %Y` : undefined;
}

/** A month without a day, as cost tables write it: 2024-01, 202401, 2024年1月, 01/2024, Jan 2024. */
export function monthFormat(mask: string, example: string): string | undefined {
  if (/^9999([-/.])9{1,2}$/.test(mask)) return `%Y${mask[4]}%m`;
  if (/^9{6}$/.test(mask)) return "%Y%m";
  if (/^9999年9{1,2}月?$/.test(mask)) return `%Y年%m${mask.endsWith("月") ? "月" : ""}`;
  if (/^9{1,2}([-/.])9999$/.test(mask)) return `%m${/[-/.]/.exec(mask)?.[0]}%Y`;
  const word = /^\p{L}+/u.exec(example)?.[0] ?? "";
  const sign = /^\p{L}+([- ])9999$/u.exec(mask)?.[1];
  return sign && MONTHS.test(word) ? `${word.length > 3 ? "%B" : "%b"}${sign}%Y` : undefined;
}
