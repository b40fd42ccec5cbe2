import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isLeftover, watchFolder } from "./watch.ts";

const folder = mkdtempSync(join(tmpdir(), "watch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("tells of a change, then waits for the next one or an interruption", async () => {
  const changes = await watchFolder(folder);
  const interruption = new AbortController();
  try {
    const first = changes.next(interruption.signal);
    writeFileSync(join(folder, "load.py"), "print(1)\n");
    await first;
    const second = changes.next(interruption.signal);
    const outcome = Promise.race([second.then(() => "told"), Promise.resolve("waiting")]);
    expect(await outcome).toBe("waiting");
    interruption.abort();
    await second;
  } finally {
    await changes.close();
  }
});

it.each(["/.venv/lib/x.py", "/src/__pycache__/x.pyc", "/.git/index", "/a/node_modules/b.js"])(
  "%s is what commands leave behind",
  (path) => expect(isLeftover(path)).toBe(true),
);

it.each(["/src/load.py", "/gitignore", "/src/venv.py", "/.env"])("%s is work", (path) =>
  expect(isLeftover(path)).toBe(false),
);
