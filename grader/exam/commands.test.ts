import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Submission } from "@atelier/contracts/submission.ts";
import { afterAll, describe, expect, it } from "vitest";
import type { ExamWorld } from "../phases/phase.ts";
import { parseLines } from "../stores/asked.ts";
import { createCommands } from "./commands.ts";
import { plainProcesses } from "./plain-processes.ts";

const folder = mkdtempSync(join(tmpdir(), "atelier-commands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commands = createCommands({
  submission: { commands: {}, environment: {} } as unknown as Submission,
  label: "test",
  outputFolder: join(folder, "output"),
  seenOutput: join(folder, "output"),
  sandbox: plainProcesses({
    folder,
    logFolder: join(folder, "log"),
    environment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
  }),
  onRun: () => undefined,
});

describe("a question to the submission's own command", () => {
  it("is answered in full, however long the answer", async () => {
    const line = `node -e 'const content = "x".repeat(10_000);
      for (let id = 0; id < 100; id += 1) console.log(JSON.stringify({ id, content }))'`;
    const run = await commands.ask(line, { environment: {} } as ExamWorld, "");
    expect(parseLines(run.stdout).map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
  });
});
