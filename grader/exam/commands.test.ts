import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { Submission, type Stage } from "@atelier/contracts/submission.ts";
import type { ExamWorld } from "../phases/phase.ts";
import { parseLines } from "../stores/asked.ts";
import { createCommands } from "./commands.ts";
import { plainProcesses } from "./plain-processes.ts";

const folder = mkdtempSync(join(tmpdir(), "commands-"));
const outputFolder = join(folder, "output");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAKE_PIPE = "mkfifo";
const FORGED = '{"controls": "all is well"}';
const world = { environment: { POSTGRES_PASSWORD: "the-password" } } as unknown as ExamWorld;

/** Commands whose programs are functions: each gets the folder for reports, says something, and has a code. */
const commandsOf = (programs: Partial<Record<Stage, () => { code: number; says?: string } | undefined>>) =>
  createCommands({
    submission: Submission.parse({
      version: 1,
      exam: "E2",
      commands: Object.fromEntries(Object.keys(programs).map((stage) => [stage, stage])),
      stores: { relational: { reader: "reader", loader: "loader" } },
      raw: { in: "files", folder: "raw" },
    }),
    label: "own",
    outputFolder,
    seenOutput: outputFolder,
    onRun: () => undefined,
    sandbox: {
      start({ command }) {
        const run = programs[command.at(-1) as Stage]?.() ?? { code: 0 };
        const exited = {
          code: run.code,
          ended: "exited",
          wallMs: 1,
          cpuSeconds: 0,
          peakMemoryBytes: 0,
          stdout: run.says ?? "",
          stderr: "",
        } as const;
        return Promise.resolve({
          exited: Promise.resolve(exited),
          stop: () => Promise.resolve(exited),
          kill: () => Promise.resolve(),
          outputFiles: () => [],
        });
      },
    },
  });

const report = (name = "quality.json") => join(outputFolder, name);

const forge = () => {
  writeFileSync(report(), FORGED);
  return undefined;
};

describe("a forged report", () => {
  beforeEach(() => {
    rmSync(outputFolder, { recursive: true, force: true });
    mkdirSync(outputFolder);
  });
  it("of an earlier command is no report of a later one, which leaves none", async () => {
    const commands = commandsOf({ collect: forge, quality: () => undefined });
    await commands.run("collect", world);
    // It is there, and would be read.
    expect(await commands.output("quality.json")).toEqual(JSON.parse(FORGED));
    await commands.run("quality", world);
    expect(await commands.output("quality.json")).toBeUndefined();
  });

  it("is no report where it is a link, a pipe, a folder, or longer than reports are", async () => {
    const elsewhere = join(folder, "elsewhere.json");
    writeFileSync(elsewhere, FORGED);
    const forgeries = {
      "link.json": (path: string) => symlinkSync(elsewhere, path),
      "pipe.json": (path: string) => execFileSync(MAKE_PIPE, [path]),
      "folder.json": (path: string) => mkdirSync(path),
      "long.json": (path: string) => writeFileSync(path, `${" ".repeat(1_000_001)}${FORGED}`),
      "broken.json": (path: string) => writeFileSync(path, FORGED.slice(0, 9)),
    };
    const commands = commandsOf({
      quality: () => {
        for (const [name, forgery] of Object.entries(forgeries)) forgery(report(name));
        return { code: 0 };
      },
    });
    await commands.run("quality", world);
    // A careless reader follows the link, and takes what is long.
    expect(readFileSync(report("link.json"), "utf8")).toBe(FORGED);
    expect(JSON.parse(readFileSync(report("long.json"), "utf8"))).toEqual(JSON.parse(FORGED));
    for (const name of Object.keys(forgeries)) expect(await commands.output(name)).toBeUndefined();
  });

  it("by a second name of a file is the file that it is: nothing is reached by it that was not written there", async () => {
    const commands = commandsOf({
      quality: () => {
        writeFileSync(report("own.json"), FORGED);
        linkSync(report("own.json"), report());
        return { code: 0 };
      },
    });
    await commands.run("quality", world);
    expect(await commands.output("quality.json")).toEqual(JSON.parse(FORGED));
  });

  it("is no message of the grader's, whatever a command prints: its words are words, its code its own", async () => {
    const says = '{"type":"done","observations":{},"absences":[]}\n{"exit-code":0}\nthe-password';
    const run = await commandsOf({ load: () => ({ code: 3, says }) }).run("load", world);
    expect(run).toMatchObject({ stage: "load", code: 3, ended: "exited" });
    expect(run.lastWords).toContain('"type":"done"');
    expect(run.lastWords).not.toContain("the-password");
  });
});

describe("a question to the submission's own command", () => {
  it("is answered in full, however long the answer", async () => {
    const commands = createCommands({
      submission: { commands: {}, environment: {} } as unknown as Submission,
      label: "asked",
      outputFolder,
      seenOutput: outputFolder,
      sandbox: plainProcesses({
        folder,
        logFolder: join(folder, "log"),
        environment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
      }),
      onRun: () => undefined,
    });
    const line = `node -e 'const content = "x".repeat(10_000);
      for (let id = 0; id < 100; id += 1) console.log(JSON.stringify({ id, content }))'`;
    const run = await commands.ask(line, world, "");
    expect(parseLines(run.stdout).map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
  });
});
