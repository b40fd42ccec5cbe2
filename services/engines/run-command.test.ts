import { describe, expect, it } from "vitest";
import { runCommand } from "./run-command.ts";

const shell = (script: string) => ({ program: "sh", args: ["-c", script] });

describe("running a tool", () => {
  it("feeds it and gives what it printed", async () => {
    expect(await runCommand(shell("tr a-z A-Z"), "é word")).toBe("é WORD");
  });

  it("names a missing tool", async () => {
    await expect(runCommand({ program: "no-such-tool", args: [] })).rejects.toMatchObject({
      code: "missing-tool",
    });
  });

  it("shows the last words of one that fails", async () => {
    await expect(runCommand(shell("echo because >&2; exit 3"))).rejects.toThrow(/ended with 3:\n {2}because/);
  });

  it("tells a full disk from other failures", async () => {
    await expect(runCommand(shell("echo 'write: No space left on device'; exit 1"))).rejects.toMatchObject({
      code: "disk-full",
    });
  });

  it("bears one that does not read its input", async () => {
    expect(await runCommand(shell("exec 0<&-; echo done"), "x".repeat(1 << 20))).toBe("done\n");
  });
});
