import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Submission } from "@atelier/contracts/submission.ts";
import type { ExamWorld } from "@atelier/grader/phases/phase.ts";
import { fakeMachine } from "../testing/fake-machine.ts";
import { openOwnCommands } from "./own-commands.ts";

const submission = Submission.parse({
  version: 1,
  exam: "E2",
  commands: { serve: "sleep 600", load: 'echo "$PRIVATE|$PIP_INDEX"' },
  stores: { relational: { reader: "reader", loader: "loader" } },
  raw: { in: "files", folder: "data" },
});
const world = { name: "main", environment: {} } as unknown as ExamWorld;

it("ends what runs when it is closed, and starts nothing from then on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-own-"));
  try {
    const { machine } = fakeMachine({ PATH: process.env["PATH"], PRIVATE: "x", PIP_INDEX: "y" });
    const own = await openOwnCommands({
      machine,
      submission,
      folder,
      scratch: folder,
      onRun: () => undefined,
    });
    // Of this terminal's variables a command gets few.
    expect((await own.commands.run("load", world)).lastWords).toBe("|y");
    const served = await own.commands.start("serve", world);
    await own.close();
    expect((await served.exited).ended).toBe("stopped");
    await expect(own.commands.run("load", world)).rejects.toThrow("interrupted");
  } finally {
    await rm(folder, { recursive: true });
  }
});
