import { type LabelSection, label, type MessageKey, message } from "../messages/index.js";
import { about } from "./about.js";
import type { Catalog } from "./catalog.js";
import { type CutChart, cutChart } from "./cut_chart.js";
import { dataTable, tableOf } from "./data_table.js";
import { element } from "./element.js";
import { formatCount, formatMoney, formatShare } from "./format.js";
import { type FrameOptions, frame } from "./frame.js";
import type { ColourModel } from "./palette.js";
import type { Axis } from "./what_if.js";
import { useThese } from "./what_if_files.js";
import { moveRows, movesTable } from "./what_if_moves.js";
import type { WhatIfState } from "./what_if_state.js";
import type { ThresholdFile } from "./what_if_thresholds.js";
import { costOf, tierRows, tierTable } from "./what_if_tiers.js";

/** How an axis reads. */
export interface AxisWords {
  /** What the bins are of, for the card's subtitle. */
  subtitle: string;
  /** What begins at a cut: "R 5". */
  nameOf: (cut: number) => string;
  /** Where it begins: "≤ 16 days". */
  textOf: (value: number, cut: number) => string;
  tickOf: (value: number) => string;
  /** From what to what a bin reaches; no end is undefined. */
  rangeOf: (from: number | undefined, below: number | undefined) => string;
  /** The colour of the bins from a cut on; -1 is those before them all. */
  colourOf: (cut: number) => string;
  /** The colour of a cut itself, if it is another. */
  markOf?: (cut: number) => string;
  /** The tier that a cut makes by itself, whose size the card then tells. */
  tierOf?: (cut: number) => string;
}

export interface WhatIfCardOptions {
  /** Begins the names of the cards. */
  name: string;
  model: ColourModel & LabelSection;
  sql: readonly string[];
}

/** Everything about one model; the line with what changes stays in sight as long as any of it is. */
export function whatIfSection(
  state: WhatIfState,
  wordsOf: (axis: string) => AxisWords,
  filesOf: (catalog: Catalog) => ThresholdFile[],
  options: WhatIfCardOptions,
): HTMLElement {
  const files = useThese(`${options.name}_use_these`, filesOf);
  state.follow(files.update);
  return element(
    "section",
    {},
    summary(state, options.model),
    element("div", { class: "grid-2" }, ...axisCards(state, wordsOf, options)),
    tierCards(state, options),
    files.node,
  );
}

/** The line above the cards: how many change tier, and the way back. It stays in sight. */
export function summary(state: WhatIfState, model: LabelSection): HTMLElement {
  const text = element("p", { role: "status" });
  const back = element("button", { type: "button" }, message("what_if.reset"));
  back.addEventListener("click", () => state.reset());
  state.follow(() => {
    text.textContent = state.isChanged
      ? [movedFinding(state), largestChange(state, model)].join("")
      : message("what_if.unchanged");
    back.hidden = !state.isChanged;
  });
  return element("div", { class: "what-if-summary" }, text, back);
}

/** Sizes, revenue and costs per tier; and who moves. */
export function tierCards(state: WhatIfState, { name, model, sql }: WhatIfCardOptions): HTMLElement {
  const sizes = tierTable(state, model, message("what_if.tiers_of", { model: label("model", model) }));
  const moves = movesTable(state, model, message("what_if.moves_of", { model: label("model", model) }));
  const sizesCard = liveFrame(state, () => tiersFinding(state, model), sizes.update, {
    name: `${name}_tiers`,
    subtitle: message("what_if.tiers_subtitle"),
    chart: () => sizes.node,
    isInteractive: true,
    note: exactness(state),
    sql,
    table: tierRows(state, model),
  });
  const movesCard = liveFrame(state, () => movedFinding(state), moves.update, {
    name: `${name}_moves`,
    subtitle: message("what_if.moves_subtitle"),
    chart: () => moves.node,
    isInteractive: true,
    sql,
    table: moveRows(state, model),
  });
  state.follow(() => write(sizesCard, ".note", exactness(state)));
  return element("div", {}, sizesCard, movesCard);
}

/** The axes that can be cut: where nobody bought in the window there is nothing to cut. */
function axisCards(
  state: WhatIfState,
  wordsOf: (axis: string) => AxisWords,
  options: Pick<WhatIfCardOptions, "name" | "sql">,
): HTMLElement[] {
  return state.model.axes
    .filter(({ name, values }) => values.length > 0 && (state.settings[name] ?? []).length > 0)
    .map((axis) => axisCard(state, axis, wordsOf(axis.name), options));
}

/** A distribution with the lines that the reader moves. */
function axisCard(
  state: WhatIfState,
  axis: Axis,
  words: AxisWords,
  { name, sql }: Pick<WhatIfCardOptions, "name" | "sql">,
): HTMLElement {
  const value = (edge: number) => axis.values[edge - 1];
  const bins = () => axis.bins(state.settings);
  const range = (bin: number) => words.rangeOf(value(bin), value(bin + 1));
  const textOf = (edge: number, cut: number) => words.textOf(value(edge) ?? 0, cut);
  const chart: CutChart = cutChart({
    bins,
    cuts: () => state.settings[axis.name] ?? [],
    isDescending: axis.isDescending,
    mayMeet: axis.mayMeet,
    nameOf: words.nameOf,
    textOf,
    tickOf: (edge) => words.tickOf(value(edge) ?? 0),
    binText: (bin, count) => `${range(bin)}: ${message("shell.customers", { count })}`,
    colourOf: words.colourOf,
    markOf: words.markOf ?? words.colourOf,
    move: (cut, edge) => state.move(axis.name, cut, edge),
  });
  const finding = () => {
    const cuts = state.settings[axis.name] ?? [];
    const best = cuts.length - 1;
    const edge = cuts[best] ?? 1;
    if (words.tierOf) {
      const name = message("what_if.at_cut", { name: words.nameOf(best), text: textOf(edge, best) });
      return sizeFinding(state, state.model.tiers.indexOf(words.tierOf(best)), name);
    }
    const held = bins();
    const inside = held.reduce(
      (sum, count, bin) => ((axis.isDescending ? bin < edge : bin >= edge) ? sum + count : sum),
      0,
    );
    const all = held.reduce((sum, count) => sum + count, 0);
    return message("what_if.cut_finding", {
      name: words.nameOf(best),
      text: textOf(edge, best),
      share: formatShare(all > 0 ? inside / all : null),
    });
  };
  return liveFrame(state, finding, chart.update, {
    name: `${name}_${axis.name}`,
    subtitle: words.subtitle,
    chart: chart.draw,
    isInteractive: true,
    sql,
    table: tableOf(
      Array.from({ length: axis.values.length + 1 }, (_, bin) => bin),
      [
        { name: "bin", label: message("what_if.bin"), value: range },
        { name: "customers", label: label("measure", "customers"), value: (bin: number) => bins()[bin] ?? 0 },
      ],
    ),
  });
}

/** A card whose finding, chart and open table are those of the moment. */
export function liveFrame(
  state: WhatIfState,
  finding: () => string,
  update: () => void,
  options: Omit<FrameOptions, "title">,
): HTMLElement {
  const card = frame({ ...options, title: finding() });
  state.follow(() => {
    const title = finding();
    update();
    write(card, "h2", title);
    card.querySelector(".chart")?.setAttribute("aria-label", `${title} – ${options.subtitle}`);
    const slot = card.querySelector(`#${options.name}-table`);
    if (slot?.firstChild) slot.replaceChildren(dataTable(options.table, title));
  });
  return card;
}

function write(card: HTMLElement, what: string, text: string): void {
  const node = card.querySelector(what);
  if (node && node.textContent !== text) node.textContent = text;
}

function movedFinding({ outcome, present }: WhatIfState): string {
  const all = present.customers.reduce((sum, count) => sum + count, 0);
  if (outcome.moved === 0) return message("what_if.nobody_moves");
  return message("what_if.moved", {
    count: outcome.moved,
    share: formatShare(outcome.moved / Math.max(1, all)),
  });
}

function largestChange({ model, outcome, present }: WhatIfState, section: LabelSection): string {
  const changes = model.tiers.map((tier, index) => ({
    tier,
    by: (outcome.customers[index] ?? 0) - (present.customers[index] ?? 0),
  }));
  return changes
    .reverse()
    .filter(({ by }) => by !== 0)
    .map(({ tier, by }) =>
      message("what_if.tier_change", {
        tier: label(section, tier),
        by: `${by > 0 ? "+" : "−"}${formatCount(Math.abs(by))}`,
      }),
    )
    .join("");
}

function tiersFinding(state: WhatIfState, model: LabelSection): string {
  const { present, outcome } = state;
  const [before, after] = [costOf(state, present.customers), costOf(state, outcome.customers)];
  if (before === 0 && after === 0) {
    const best = outcome.customers.length - 1;
    return sizeFinding(state, best, label(model, state.model.tiers[best] ?? ""));
  }
  const key: MessageKey =
    after === before ? "what_if.cost_same" : after > before ? "what_if.cost_more" : "what_if.cost_less";
  return message(key, { cost: formatMoney(after), by: formatMoney(Math.abs(after - before)) });
}

function sizeFinding({ outcome }: WhatIfState, tier: number, name: string): string {
  const all = outcome.revenue.reduce((sum, revenue) => sum + revenue, 0);
  return message("what_if.best_finding", {
    tier: name,
    count: outcome.customers[tier] ?? 0,
    share: formatShare(all > 0 ? (outcome.revenue[tier] ?? 0) / all : null),
  });
}

/** How exact the figures are: a build with these settings gives the same, or differs by a bound. */
function exactness({ outcome: { bound } }: WhatIfState): string {
  return bound.customers === 0
    ? message("what_if.exact")
    : message("what_if.within", {
        limit: about().fewest,
        count: bound.customers,
        revenue: formatMoney(bound.revenue),
      });
}
