import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors.ts";

/**
 * Writes the files below `paths`, as a commit has them, into a folder. Returns their paths, which count from `root` as
 * `paths` do. Git itself is only asked: no branch, index or work tree changes, and no hook runs.
 */
export function writeCommitted(root: string, ref: string, paths: readonly string[], into: string): string[] {
  const commit = git(root, ["rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`], ref)
    .toString()
    .trim();
  const listed = git(root, ["ls-tree", "-r", "-z", commit, "--", ...paths], ref).toString();
  const files = listed.split("\0").flatMap((entry) => {
    const [, object, path] = /^100\d{3} blob (\w+)\t(.+)$/s.exec(entry) ?? [];
    return object && path?.endsWith(".sql") ? [{ object, path }] : [];
  });
  if (files.length === 0) return [];
  const contents = git(root, ["cat-file", "--batch"], ref, files.map(({ object }) => object).join("\n"));
  let at = 0;
  for (const { path } of files) {
    const header = contents.indexOf("\n", at);
    const size = Number(contents.subarray(at, header).toString().split(" ")[2]);
    const file = join(into, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents.subarray(header + 1, header + 1 + size));
    at = header + 1 + size + 1;
  }
  return files.map(({ path }) => path);
}

function git(root: string, args: string[], ref: string, input?: string): Buffer {
  const { stdout, stderr, status, error } = spawnSync("git", args, { cwd: root, input, maxBuffer: 2 ** 30 });
  if (!error && status === 0) return stdout;
  const said = error
    ? `git does not run (${error.message})`
    : stderr
        .toString()
        .trim()
        .replace(/^fatal: /, "");
  throw new UserError(`there is no folder ${ref}, and no commit of that name: ${said}`, {
    fix: "name a folder (a site, an overlay, a checkout) or a branch, tag or commit; one of another clone is fetched first (git fetch origin main; in GitHub Actions: fetch-depth: 0)",
  });
}
