import { onStateChange, readState, writeState } from "./url_state.js";
import { type Cuts, isSame, type Outcome, type Settings, type WhatIf } from "./what_if.js";

/** A model and what the reader made of it; bound to the address. */
export interface WhatIfState {
  readonly model: WhatIf;
  readonly settings: Settings;
  readonly outcome: Outcome;
  /** Sizes under the settings in force. */
  readonly present: Outcome;
  /** What a customer of each tier costs, in the order of the model's tiers. */
  readonly costs: readonly number[];
  readonly isChanged: boolean;
  move(axis: string, cut: number, edge: number): void;
  setCost(tier: number, cost: number): void;
  reset(): void;
  /** Calls `show` now and at every change. */
  follow(show: () => void): void;
}

/** The address is written when the reader rests: browsers allow only so many changes of it. */
const REST = 250;

/** `prefix` tells the model's costs in the address from another's. */
export function whatIfState(model: WhatIf, prefix: string): WhatIfState {
  const present = model.outcome(model.inForce);
  const costName = `${prefix}_cost`;
  const followers: (() => void)[] = [];
  let settings = readSettings(model);
  let costs = readCosts(costName, model.tiers.length);
  let outcome = model.outcome(settings);
  let resting: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    outcome = model.outcome(settings);
    for (const show of followers) show();
  };
  const write = () => {
    for (const { name, values } of model.axes) {
      const cuts = settings[name] ?? [];
      const text = cuts.map((edge) => values[edge - 1]).join("_");
      writeState(name, isSame(settings, model.inForce, [name]) ? undefined : text);
    }
    writeState(costName, costs.some((cost) => cost > 0) ? costs.join("_") : undefined);
  };
  const change = (made: Settings, spent = costs) => {
    settings = made;
    costs = spent;
    tell();
    clearTimeout(resting);
    resting = setTimeout(write, REST);
  };
  onStateChange(document.documentElement, () => {
    settings = readSettings(model);
    costs = readCosts(costName, model.tiers.length);
    tell();
  });

  return {
    model,
    present,
    get settings() {
      return settings;
    },
    get outcome() {
      return outcome;
    },
    get costs() {
      return costs;
    },
    get isChanged() {
      return !isSame(settings, model.inForce);
    },
    move: (axis, cut, edge) => {
      const cuts = settings[axis] ?? [];
      if (cuts[cut] !== edge) change({ ...settings, [axis]: replaced(cuts, cut, edge) });
    },
    setCost: (tier, cost) => change(settings, replaced(costs, tier, cost)),
    reset: () => change(model.inForce),
    follow: (show) => {
      followers.push(show);
      show();
    },
  };
}

/** The address holds values, so that a link outlives new data: each goes to the nearest edge. */
function readSettings({ axes, inForce }: WhatIf): Settings {
  return Object.fromEntries(
    axes.map(({ name, values, isDescending, mayMeet }) => {
      const fallback = inForce[name] ?? [];
      const wanted = numbers(readState(name));
      if (wanted?.length !== fallback.length || values.length === 0) return [name, fallback];
      const cuts = wanted.map((value) => nearest(values, value));
      const inOrder = cuts.every((edge, index) => {
        const before = cuts[index - 1];
        if (before === undefined || (edge === before && mayMeet)) return true;
        return isDescending ? edge < before : edge > before;
      });
      return [name, inOrder ? cuts : fallback];
    }),
  );
}

function readCosts(name: string, tiers: number): Cuts {
  const costs = numbers(readState(name));
  return costs?.length === tiers && costs.every((cost) => cost >= 0)
    ? costs
    : new Array<number>(tiers).fill(0);
}

function replaced(values: readonly number[], at: number, value: number): number[] {
  return values.map((other, index) => (index === at ? value : other));
}

function numbers(text: string | undefined): number[] | undefined {
  const found = text?.split("_").map(Number);
  return found?.every(Number.isFinite) ? found : undefined;
}

function nearest(values: readonly number[], value: number): number {
  let best = 0;
  for (const [index, other] of values.entries())
    if (Math.abs(other - value) < Math.abs((values[best] ?? 0) - value)) best = index;
  return best + 1;
}
