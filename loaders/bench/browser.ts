import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";

/** A headless Chromium that needs nothing but what npm installed. */
export async function openBrowser(): Promise<Browser> {
  const folder = await inflateOnce();
  const launch = (env: Record<string, string>) =>
    chromium.launch({
      executablePath: join(folder, "chromium"),
      args: FLAGS,
      env: { ...process.env, ...fonts(folder), ...env } as Record<string, string>,
    });
  try {
    return await launch({});
  } catch (error) {
    // A bare machine lacks nss and its like; the package has them, for Amazon Linux 2023, which any newer glibc runs.
    if (!/shared librar|GLIBC|exitCode=127|cannot open/i.test(String(error))) throw error;
    return launch({ LD_LIBRARY_PATH: join(folder, "al2023", "lib") });
  }
}

const FLAGS = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
  "--headless=shell",
];

// The package unpacks itself into the temporary folder and takes what is there for whole, even while another
// process writes it: so it unpacks into a folder of its own, which is then renamed.
async function inflateOnce(): Promise<string> {
  const library = dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium")));
  const bin = resolve(library, "../../bin");
  const { version } = JSON.parse(await readFile(resolve(library, "../../package.json"), "utf8")) as {
    version: string;
  };
  const folder = join(tmpdir(), `tierboard-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const own = await mkdtemp(`${folder}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    const { inflate } = (await import(pathToFileURL(join(library, "lambdafs.js")).href)) as {
      inflate(file: string): Promise<string>;
    };
    await mkdir(own, { recursive: true });
    await Promise.all(
      ["chromium.br", "fonts.tar.br", "al2023.tar.br"].map((file) => inflate(join(bin, file))),
    );
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function fonts(folder: string): Record<string, string> {
  return existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
}
