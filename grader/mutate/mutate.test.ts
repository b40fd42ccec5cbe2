import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SandboxRun } from "../phases/stage-commands.ts";
import { createMutator, type Language } from "./mutator.ts";

const FILES: Readonly<Record<string, string>> = {
  "src/clean.py":
    "# é\ndef price(text):\n    if not text:\n        return None\n    cents = round(float(text) * 100)\n    return cents\n",
  "src/other.py": "def low(a, b):\n    return a < b\n",
  "src/broken.py": "def (:\n",
  "tests/test_clean.py": "from src.clean import price\n\n\ndef test_price():\n    assert price('2') == 200\n",
  ".venv/lib/site-packages/x.py": "def f(a):\n    return a == 1\n",
  "lib/clean.ts":
    'export function price(text: string): number | null {\n  // text === 1\n  if (text === "") return null;\n  return Number(text) * 100;\n}\n',
  "lib/clean.test.ts": 'import { price } from "./clean.ts";\n',
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mutate-"));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const inspect = (line: readonly string[], stdin: string) =>
  new Promise<SandboxRun>((resolve) => {
    const [program = "", ...words] = line;
    const child = execFile(program, words, { cwd: folder }, (error, stdout, stderr) => {
      const code = error ? 1 : 0;
      resolve({ code, ended: "exited", wallMs: 0, cpuSeconds: 0, peakMemoryBytes: 0, stdout, stderr });
    });
    child.stdin?.end(stdin);
  });
const open = (language: Language) => createMutator(language, ["tests"], { inspect });
const read = (path: string) => readFile(join(folder, path), "utf8");

describe.each([
  ["python", "src/clean.py"],
  ["javascript", "lib/clean.ts"],
] as const)("faults in %s", (language, file) => {
  it("are the same each time, in tested code, never in tests or what others have written", async () => {
    const mutator = await open(language);
    const faults = await mutator.list(12);
    expect(faults.length).toBeGreaterThan(2);
    expect(await mutator.list(12)).toEqual(faults);
    for (const fault of faults) expect(fault.file).not.toMatch(/test|venv|broken/);
  });

  it("are made one at a time, and leave nothing behind", async () => {
    const mutator = await open(language);
    for (const fault of await mutator.list(12)) {
      const before = await read(fault.file);
      await mutator.apply(fault);
      expect(await read(fault.file)).not.toBe(before);
      await mutator.restore();
      expect(await read(fault.file)).toBe(before);
    }
  });

  it("are none where a comment is added", async () => {
    const mutator = await open(language);
    await mutator.comment();
    expect(await read(file)).toMatch(/The end of this file/);
    await mutator.restore();
    expect(await read(file)).toBe(FILES[file]);
  });
});
