import { spawn, spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { copyProject } from "../loaders/bench/copy_project.ts";
import { fixedCuts, ORDERS, threshold } from "./plan/company.ts";

let root: string;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

// A copy, so that no test touches the reader's own dist and warehouse; committed and published once.
beforeAll(async () => {
  root = copyProject(".", "plan-command");
  await writeAll(PUBLISHED);
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "sql", "acme");
  git("commit", "--quiet", "--message", "as published");
  const { code, stderr } = await run("build", "--overlay", "acme", "--locale", "en", "--page", "index");
  if (code !== 0) throw new Error(stderr);
});

afterAll(() => rm(root, { recursive: true }));

const PUBLISHED = {
  "sources/orders.sql": ORDERS,
  "thresholds/rfm_cuts/rfm.sql": fixedCuts(),
  "thresholds/score_tiers.sql": threshold("score_tiers"),
};

beforeEach(() => writeAll(PUBLISHED));

async function writeAll(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, "acme", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function git(...args: string[]): void {
  const settings = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const { status, stderr } = spawnSync("git", [...settings, ...args], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function run(name: string, ...args: string[]): Promise<Ended> {
  return new Promise((done) => {
    const command = spawn(process.execPath, ["--import", "tsx", `loaders/commands/${name}.ts`, ...args], {
      cwd: root,
    });
    const ended: Ended = { code: null, stdout: "", stderr: "" };
    command.stdout.on("data", (chunk) => (ended.stdout += chunk));
    command.stderr.on("data", (chunk) => (ended.stderr += chunk));
    command.once("close", (code) => done({ ...ended, code }));
  });
}

const plan = (...args: string[]) => run("plan", "--overlay", "acme", ...args);

const LATER_R4 = { "thresholds/rfm_cuts/rfm.sql": fixedCuts({ r4: 14 }) };
const CUSTOMER = /(?:recent|best|late)-\d/;

test("no change ends with 0", async () => {
  const { code, stdout } = await plan();
  expect(stdout).toMatch(
    /^\nNo change: publishing would show the same figures\n\nCompared with the site in dist, built /,
  );
  expect(code).toBe(0);
});

test("a change ends with 2, and tells of no single customer", async () => {
  await writeAll(LATER_R4);
  const { code, stdout } = await plan();
  expect(stdout).toContain("Publishing would change 2 of 4 tier models");
  expect(stdout).toContain("Score tier: 6 of 21 customers change tier");
  expect(stdout).toMatch(
    /acme\/thresholds\/rfm_cuts\/rfm\.sql +changed +about 5 in score tier, about 5 in segment/,
  );
  expect(stdout).toMatch(/General +Dormant +6 +\$600/);
  expect(stdout).toMatch(/Recency, score 4 +at most 20 days +at most 14 days/);
  expect(stdout).toContain("No change: pyramid level, lifecycle stage.");
  expect(stdout).not.toMatch(CUSTOMER);
  expect(code).toBe(2);
});

test("as Markdown, against a commit", async () => {
  await writeAll(LATER_R4);
  const { code, stdout } = await plan("--format", "markdown", "--against", "main");
  expect(stdout).toMatch(/^<!-- tierboard plan -->\n### Publishing would change 2 of 4 tier models\n/);
  expect(stdout).toContain("Compared with the commit `main`.");
  expect(stdout).toContain("| General | Dormant | 6 | $600 |");
  expect(stdout).not.toMatch(CUSTOMER);
  expect(code).toBe(2);
});

/** The keys of a value and the types of what they hold; of a list its first. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : [];
  if (value === null || typeof value !== "object") return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
}

test("as JSON, whose form is a promise", async () => {
  await writeAll({
    ...LATER_R4,
    "sources/orders.sql": `${ORDERS}union all\nselect null, null, null, 1 from range(30)\n`,
  });
  const { code, stdout } = await plan("--format", "json");
  expect(stdout).not.toMatch(CUSTOMER);
  expect(shapeOf(JSON.parse(stdout))).toMatchInlineSnapshot(`
    {
      "against": {
        "built_at": "string",
        "kind": "string",
        "place": "string",
        "shares_overlay": "boolean",
      },
      "as_of": {
        "after": "string",
        "before": "string",
      },
      "changes": "boolean",
      "checks": [
        {
          "check": "string",
          "file": "string",
          "fix": "string",
          "is_known": "boolean",
          "line": null,
          "problem": "string",
          "rows": "number",
          "says": "string",
          "severity": "string",
        },
      ],
      "currency": {
        "after": "string",
        "before": "string",
      },
      "figures": [
        "string",
      ],
      "files": [
        {
          "effects": {},
          "file": "string",
          "kind": "string",
          "model": "string",
          "of": "string",
        },
      ],
      "form": "number",
      "left_to_build": [
        "string",
      ],
      "models": [
        {
          "customers": {
            "entered": "number",
            "left": "number",
            "moved": "number",
            "stayed": "number",
          },
          "limits": [
            {
              "measure": "string",
              "part": "string",
              "value": {
                "after": "number",
                "before": "number",
              },
            },
          ],
          "model": "string",
          "moves": [
            {
              "customers": "number",
              "from": "string",
              "revenue": {
                "after": "number",
                "before": "number",
              },
              "to": "string",
            },
          ],
          "segments": [
            {
              "moved": "number",
              "revenue": "number",
              "segment": "string",
              "stayed": "number",
            },
          ],
          "tiers": [
            {
              "customers": {
                "after": "number",
                "before": "number",
              },
              "revenue": {
                "after": "number",
                "before": "number",
              },
              "tier": "string",
            },
          ],
        },
      ],
      "publishable": "boolean",
      "smallest_cell": "number",
      "sources": [
        {
          "accepted": {
            "after": "number",
            "before": "number",
          },
          "read": {
            "after": "number",
            "before": "number",
          },
          "rejected": {
            "after": "number",
            "before": "number",
          },
          "source": "string",
        },
      ],
    }
  `);
  expect(JSON.parse(stdout)).toMatchObject({ form: 1, changes: true, publishable: false });
  expect(code).toBe(1);
});

test("customers only on request, into a file of their own", async () => {
  await writeAll(LATER_R4);
  const file = join(root, "moves.csv");
  const { code, stdout } = await plan("--customers", "moves.csv");
  expect(code).toBe(2);
  expect(stdout).not.toMatch(CUSTOMER);
  const lines = (await readFile(file, "utf8")).split("\n");
  expect(lines).toHaveLength(8);
  expect(lines[0]).toBe(
    "\uFEFFcustomer_id,score_tier_before,score_tier_after,segment_before,segment_after," +
      "pyramid_level_before,pyramid_level_after,lifecycle_stage_before,lifecycle_stage_after,revenue_before,revenue_after",
  );
  expect(lines[1]).toMatch(
    /^recent-1,general,dormant,promising,about_to_sleep,\w+,\w+,new,new,100\.0000,100\.0000$/,
  );

  const again = await plan("--customers", "moves.csv");
  expect(again.code).toBe(1);
  expect(again.stderr).toContain("Error: moves.csv exists already");
  expect(await readFile(file, "utf8")).toBe(lines.join("\n"));
});

test("what was published holds no customer", async () => {
  const files = (await readdir(join(root, "dist"), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const { parentPath, name } of files)
    expect((await readFile(join(parentPath, name))).toString("latin1"), name).not.toMatch(CUSTOMER);
});

test("a draft is only looked at: the plan goes on comparing with what was published", async () => {
  await writeAll(LATER_R4);
  const records = await readdir(join(root, "data/warehouse.duckdb.published"));
  const draft = await run(
    "build",
    ...["--overlay", "acme", "--locale", "en", "--page", "index", "--draft", "--out", "look"],
  );
  expect(draft.code).toBe(0);
  expect(await readdir(join(root, "data/warehouse.duckdb.published"))).toEqual(records);
  expect((await plan()).code).toBe(2);
});

test("a check that fails ends with 1: a build would be refused", async () => {
  await writeAll({
    "thresholds/score_tiers.sql": threshold("score_tiers", { "'top', 1, 12": "'top', 1, 11" }),
  });
  const { code, stdout } = await plan("--format", "markdown");
  expect(stdout).toContain("### Publishing would be refused: a check of the thresholds fails");
  expect(stdout).toContain("in: `acme/thresholds/score_tiers.sql:10`");
  expect(code).toBe(1);
});

test("broken SQL ends with 1, with its file and line and without a stack", async () => {
  await writeAll({ "thresholds/score_tiers.sql": "-- One row per tier.\nselect\n    'top' as tier,,\n" });
  const { code, stdout, stderr } = await plan();
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /Error: syntax error at or near ","\n {3}in: acme\/thresholds\/score_tiers\.sql:3\n {3}do: /,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test.each([
  [["--against", "no-such"], /there is no folder no-such, and no commit of that name/],
  [["--format", "xml"], /'xml' is invalid. Allowed choices are text, markdown, json/],
  [["--overlay", "nowhere"], /there is no overlay folder nowhere/],
])("%j fails with a sentence", async (args, message) => {
  const { code, stderr } = await plan(...args);
  expect(stderr).toMatch(message);
  expect(code).toBe(1);
});

test("explains itself", async () => {
  const { code, stdout } = await run("plan", "--help");
  expect(stdout).toMatch(/^Usage: npm run plan -- \[options\]/);
  expect(stdout).toMatch(/Ends with 0 when nothing would change, with 2 when something would/);
  expect(code).toBe(0);
});
