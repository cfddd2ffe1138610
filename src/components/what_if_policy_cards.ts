import { label, message } from "../messages/index.js";
import { tableOf } from "./data_table.js";
import { element } from "./element.js";
import type { Settings } from "./what_if.js";
import { liveFrame, summary, tierCards } from "./what_if_cards.js";
import { useThese } from "./what_if_files.js";
import { BY_TIER, policyFiles, RULES, type Rule, type WhatIfPolicy } from "./what_if_policy.js";
import type { WhatIfState } from "./what_if_state.js";

const MODEL = "awarded_tier";
const SQL = ["marts.what_if_policies"];

/** Everything about the tier policy. */
export function policySection(state: WhatIfState, model: WhatIfPolicy): HTMLElement {
  const files = useThese("policy_use_these", (catalog) => policyFiles(catalog, model, state.settings));
  state.follow(files.update);
  return element(
    "section",
    {},
    summary(state, MODEL),
    rulesCard(state, model),
    tierCards(state, { name: "policy", model: MODEL, sql: SQL }),
    files.node,
  );
}

/** The rules, each with its choices, and how many flip-flops they avoid. */
function rulesCard(state: WhatIfState, model: WhatIfPolicy): HTMLElement {
  const controls = RULES.map((rule) => ruleControl(state, rule));
  const node = element("div", { class: "policy-rules" }, ...controls.map((control) => control.node));
  const finding = () => {
    const count = model.flipFlopsAvoided(state.settings);
    if (count === null) return message("what_if.flip_flops_few");
    return count === 0 ? message("what_if.flip_flops_none") : message("what_if.flip_flops", { count });
  };
  const update = () => {
    for (const control of controls) control.update();
  };
  return liveFrame(state, finding, update, {
    name: "policy_rules",
    subtitle: message("what_if.policy_subtitle"),
    chart: () => node,
    isInteractive: true,
    note: message("what_if.policy_note"),
    sql: SQL,
    table: tableOf(
      [...RULES],
      [
        {
          name: "rule",
          label: message("what_if.rule"),
          value: (rule: Rule) => label("threshold_column", rule),
        },
        {
          name: "now",
          label: message("what_if.now"),
          value: (rule: Rule) => chosenText(state.model.inForce, state, rule),
        },
        {
          name: "new",
          label: message("what_if.new"),
          value: (rule: Rule) => chosenText(state.settings, state, rule),
        },
      ],
    ),
  });
}

function ruleControl(state: WhatIfState, rule: Rule): { node: HTMLElement; update: () => void } {
  const values = state.model.axes.find(({ name }) => name === rule)?.values ?? [];
  const fields = values.map((_, index) => {
    const field = element("input", { type: "radio", name: `policy-${rule}`, autocomplete: "off" });
    field.addEventListener("input", () => state.move(rule, 0, index + 1));
    return field;
  });
  const node = element(
    "fieldset",
    { class: "choice segmented" },
    element("legend", {}, label("threshold_column", rule)),
    element(
      "div",
      { class: "segments" },
      ...values.map((value, index) =>
        element("label", {}, fields[index] ?? "", element("span", {}, choiceText(rule, value))),
      ),
    ),
  );
  const update = () => {
    for (const [index, field] of fields.entries()) field.checked = state.settings[rule]?.[0] === index + 1;
  };
  return { node, update };
}

function chosenText(settings: Settings, { model }: WhatIfState, rule: Rule): string {
  const values = model.axes.find(({ name }) => name === rule)?.values ?? [];
  return choiceText(rule, values[(settings[rule]?.[0] ?? 1) - 1] ?? 0);
}

/** Months, or whether the rule is kept. */
function choiceText(rule: Rule, value: number): string {
  if (value === BY_TIER) return message("what_if.by_tier");
  if (rule === "one_step_down" || rule === "refund_reverses")
    return message(value > 0 ? "methods.yes" : "methods.no");
  return value === 0 ? message("what_if.at_once") : message("shell.months", { count: value });
}
