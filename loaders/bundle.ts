import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Message, type Plugin } from "esbuild";
import { UserError } from "./errors.ts";
import type { Locale } from "./messages.ts";
import { languages } from "./messages.ts";
import type { Page } from "./page.ts";
import { sharedModules } from "./shared_modules.ts";

/** The scripts of a language's pages. */
export interface Bundle {
  /** Every file by its name in `assets/`. */
  files: ReadonlyMap<string, Uint8Array>;
  /** The modules that a page needs: its own first, then what it imports. */
  modules: ReadonlyMap<string, readonly string[]>;
}

const client = join(
  dirname(createRequire(import.meta.url).resolve("@observablehq/framework/package.json")),
  "dist/client",
);

/**
 * Bundles each page's module and all it imports into few files, with what pages share in files of its own. With `isLive`,
 * pages can show new data without being loaded again.
 */
export async function bundlePages(
  root: string,
  pages: readonly Page[],
  locale: Locale,
  { isLive = false } = {},
): Promise<Bundle> {
  const read = isLive ? pages.map((page) => ({ ...page, script: followed(page) })) : pages;
  const result = await bundle(root, read, locale, {
    splitting: true,
    format: "esm",
    target: ["es2022", "chrome111", "firefox113", "safari16.4"],
    minify: true,
    entryNames: "[name]-[hash]",
    chunkNames: "shared-[hash]",
  });
  const outputs = new Map(
    Object.entries(result.metafile.outputs).map(([path, output]) => [nameOf(path), output]),
  );
  const modules = new Map<string, string[]>();
  for (const [name, { entryPoint }] of outputs) {
    if (!entryPoint?.startsWith("page:")) continue;
    const needed = new Set([name]);
    for (const module of needed) {
      for (const { path, kind } of outputs.get(module)?.imports ?? []) {
        if (kind === "import-statement") needed.add(nameOf(path));
      }
    }
    modules.set(entryPoint.slice("page:".length), [...needed]);
  }
  return {
    files: new Map(result.outputFiles.map((file) => [nameOf(file.path), file.contents])),
    modules,
  };
}

/** Each page's scripts as one that is no module, by the page's name: to run while the site is built. */
export async function bundleScripts(
  root: string,
  pages: readonly Page[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await bundle(root, pages, locale, { format: "iife", target: "es2022" });
  return new Map(outputFiles.map(({ path, text }) => [nameOf(path).replace(/\.js$/, ""), text]));
}

const liveClient = fileURLToPath(new URL("./live_client.ts", import.meta.url));

/** A page's script that begins cells again when told that their data are new. */
function followed({ script, cells }: Page): string {
  return [
    script.replace('"observablehq:client"', JSON.stringify(liveClient)),
    `import { follow } from ${JSON.stringify(liveClient)};`,
    `follow(${JSON.stringify(cells)});`,
  ].join("\n");
}

function bundle(root: string, pages: readonly Page[], locale: Locale, options: BuildOptions) {
  return build({
    ...options,
    entryPoints: pages.map(({ name }) => ({ in: `page:${name}`, out: name })),
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    outdir: "assets",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [sitePlugin(root, pages, locale)],
  }).catch((error: { errors?: Message[] }) => {
    throw error.errors?.[0] ? asUserError(error.errors[0], root) : error;
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function sitePlugin(root: string, pages: readonly Page[], locale: Locale): Plugin {
  const scripts = new Map(pages.map((page) => [page.name, page.script]));
  const shared = sharedModules(
    root,
    pages.map((page) => page.script),
  );
  const otherLanguages = Object.keys(languages).filter((other) => other !== locale);
  return {
    name: "site",
    setup({ onLoad, onResolve, resolve: find }) {
      onResolve({ filter: /^page:/ }, ({ path }) => ({
        path: path.slice("page:".length),
        namespace: "page",
      }));
      onLoad({ filter: /.*/, namespace: "page" }, ({ path }) => ({
        contents: scripts.get(path) ?? "",
        loader: "ts",
        resolveDir: resolve(root),
      }));

      onResolve({ filter: /^observablehq:/ }, ({ path }) => {
        const module = {
          "observablehq:client": "main",
          "observablehq:runtime": "runtime",
          "observablehq:stdlib": "stdlib",
        }[path];
        return module
          ? { path: join(client, `${module}.js`) }
          : { path: "data:text/javascript,", external: true };
      });
      onResolve({ filter: /^\.\/stdlib\/(recommendedLibraries|sampleDatasets)\.js$/ }, ({ path }) => ({
        path,
        namespace: "nothing",
      }));
      // Ways to read files that our pages do not use.
      onResolve({ filter: /^npm:/ }, () => ({
        path: "data:text/javascript,",
        external: true,
      }));
      onLoad({ filter: /.*/, namespace: "nothing" }, () => ({
        contents: "export default undefined;",
      }));

      onResolve({ filter: /^tierboard:files$/ }, ({ path }) => ({
        path,
        namespace: "tierboard",
      }));
      onLoad({ filter: /.*/, namespace: "tierboard" }, () => ({
        contents: [REGISTER_FILES, ...shared.map((module) => `import "${module}";`)].join("\n"),
        loader: "ts",
        resolveDir: resolve(root),
      }));

      onResolve({ filter: new RegExp(`^\\./(${otherLanguages.join("|")})\\.js$`) }, ({ path }) => ({
        path,
        namespace: "language",
      }));
      onLoad({ filter: /.*/, namespace: "language" }, ({ path }) => ({
        contents: `export const ${path.slice(2, -3)} = undefined;`,
      }));

      // What a component fetches later reads all that pages share from the one file that they have already.
      onResolve({ filter: /^\.\// }, async ({ path, kind, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const { path: file, errors } = await find(path, { kind: "import-statement", resolveDir });
        return { path: file, errors, pluginData: 'import "observablehq:client";import "tierboard:files";' };
      });
      // A component names data from its own folder, but only pages are served.
      onLoad({ filter: /[\\/]src[\\/]components[\\/][^\\/]+\.ts$/ }, async ({ path, pluginData = "" }) => ({
        contents: `${pluginData}${await readFile(path, "utf8")}`.replaceAll(
          'FileAttachment("../data/',
          'FileAttachment("data/',
        ),
        loader: "ts",
      }));
    },
  };
}

// The page's HTML lists its data, so that new data does not change the scripts.
const REGISTER_FILES = `
import { registerFile } from "observablehq:stdlib";
for (const [name, path] of Object.entries(JSON.parse(document.getElementById("tierboard-files").textContent))) {
  registerFile(name, { name, path });
}`;

function asUserError({ text, location }: Message, root: string): UserError {
  const file = location?.file.replace(/^page:(.*)$/, (_, name: string) => join(root, `${name}.md`));
  const isPage = location?.namespace === "page";
  return new UserError(`the site's scripts do not build: ${text}`, {
    ...(file && {
      place: {
        file: relative(process.cwd(), resolve(file)),
        line: isPage ? undefined : location?.line,
      },
    }),
    fix: location?.lineText ? `look at: ${location.lineText.trim()}` : "mend the import or the code",
  });
}
