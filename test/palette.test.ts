import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { colourOf, heatInk } from "../src/components/palette.ts";
import { en } from "../src/messages/en.ts";
import { contrast, DEFICIENCIES, distance, mix, parseHex } from "./colour.ts";

const [light = {}, dark = {}] = [
  ...readFileSync("src/style.css", "utf8").matchAll(/:root \{([^}]*--tier-1[^}]*)\}/g),
].map(([, block = ""]) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, hex = ""]) => [name, parseHex(hex)]),
  ),
);

const scales = {
  tiers: ["tier-1", "tier-2", "tier-3", "tier-4", "tier-rest"],
  stages: Object.keys(light).filter((name) => name.startsWith("stage-")),
  segments: Object.keys(light).filter((name) => name.startsWith("segment-")),
  reasons: Object.keys(light).filter((name) => name.startsWith("reason-")),
};

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, colours) => {
  const colour = (name: string) => colours[name] ?? expect.fail(`no colour ${name}`);

  test("words are legible on cards and on the page", () => {
    for (const ink of ["ink", "ink-quiet", "accent", "gain", "loss"]) {
      for (const ground of ["card", "page"]) {
        expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test.each(Object.entries(scales))("%s stand out from the card", (_, names) => {
    for (const name of names) expect(contrast(colour(name), colour("card")), name).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.keys(DEFICIENCIES) as (keyof typeof DEFICIENCIES)[])(
    "colours are told apart with %s",
    (deficiency) => {
      for (const names of Object.values(scales)) {
        for (const [index, one] of names.entries()) {
          for (const other of names.slice(index + 1)) {
            const apart = distance(colour(one), colour(other), deficiency);
            expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(0.08);
          }
        }
      }
    },
  );

  test("tiers go steadily from the strongest to the palest", () => {
    const strengths = scales.tiers.map((name) => contrast(colour(name), colour("card")));
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
  });

  test("words are legible on every shade of the heat map", () => {
    for (let share = 0; share <= 1; share += 0.01) {
      const ink = colour(heatInk(share).slice("var(--".length, -1));
      const shade = mix(colour("heat-low"), colour("heat-high"), share);
      expect(contrast(ink, shade), `at ${share.toFixed(2)}`).toBeGreaterThanOrEqual(4.4);
    }
  });
});

test("both modes have every colour", () => {
  expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
});

test.each(["score_tier", "pyramid_level", "lifecycle_stage", "segment"] as const)(
  "every %s has a colour that exists",
  (model) => {
    for (const key of Object.keys(en[model])) {
      const name = /^var\(--(.+)\)$/.exec(colourOf(model, key))?.[1] ?? "";
      expect(light, key).toHaveProperty(name);
    }
  },
);

test("the segments of each preset have colours of their own", () => {
  const presets = {
    rf10: "champions loyal potential_loyalist new promising need_attention about_to_sleep at_risk cant_lose hibernating",
    eight:
      "key_value key_develop key_keep key_win_back general_value general_develop general_keep general_win_back",
    klaviyo6: "champions loyal recent needs_attention at_risk inactive",
    rules: "platinum gold ordinary standard",
    shopify11:
      "champions loyal active new promising needs_attention previously_loyal at_risk almost_lost dormant",
    r_rfm10:
      "champions potential_loyalist loyal promising new cant_lose at_risk need_attention about_to_sleep lost",
    pymc5: "premium repeat top_spender at_risk inactive",
  };
  for (const keys of Object.values(presets)) {
    const colours = keys.split(" ").map((key) => colourOf("segment", key));
    expect(new Set(colours).size).toBe(colours.length);
  }
});
