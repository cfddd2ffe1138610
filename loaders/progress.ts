/** Tells a person how far long work has come. Side effects are passed in, so tests can read them. */
export interface Progress {
  /** Starts a step of `total` parts (1 when it has none); returns what to call as they are done. */
  step(name: string, total?: number): Step;
}

export interface Step {
  advance(parts?: number, note?: string): void;
  done(note?: string): void;
}

const WIDTH = 24;

/** A bar and a time per step on a terminal, one plain line per finished step elsewhere. */
export function terminalProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const live = Boolean(out.isTTY) && !process.env.CI;
  return {
    step(name, total = 1) {
      const start = performance.now();
      let parts = 0;
      let drawn = 0;
      const draw = (note: string) => {
        const filled = Math.round((WIDTH * parts) / Math.max(total, 1));
        const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        out.write(`\r\x1b[2K${name.padEnd(22)} ${bar} ${seconds(start)} ${note}`);
      };
      if (live) draw("");
      return {
        advance(by = 1, note = "") {
          parts = Math.min(parts + by, total);
          if (!live || performance.now() - drawn < 50) return;
          drawn = performance.now();
          draw(note);
        },
        done(note = "") {
          if (live) out.write("\r\x1b[2K");
          out.write(
            `${live ? "✔ " : ""}${name.padEnd(live ? 22 : 24)} ${seconds(start)}${note && `  ${note}`}\n`,
          );
        },
      };
    },
  };
}

/** Says nothing: for tests and for work inside other work. */
export const silentProgress: Progress = {
  step: () => ({ advance() {}, done() {} }),
};

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);
}
