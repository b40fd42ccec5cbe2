import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepFiles } from "./kept-files.ts";

let disk = "";
beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), "atelier-kept-"));
});
afterEach(() => rm(disk, { recursive: true }));

it("puts files back as they were, without what was added, and follows no link of theirs", async () => {
  const [folder, output, elsewhere] = ["work", "output", "elsewhere"].map((name) => join(disk, name));
  for (const one of [folder!, output!, elsewhere!]) await mkdir(one);
  await writeFile(join(elsewhere!, "mine"), "kept");
  await writeFile(join(folder!, "main.py"), "as sent");
  await symlink(elsewhere!, join(folder!, "link"));
  const renew = await keepFiles(disk, { folder: folder!, output: output! });

  await writeFile(join(folder!, "main.py"), "changed");
  await mkdir(join(folder!, "data/raw"), { recursive: true });
  await writeFile(join(output!, "quality.json"), "{}");
  await symlink(elsewhere!, join(output!, "link"));
  await renew();

  expect((await readdir(folder!)).toSorted()).toEqual(["link", "main.py"]);
  expect(await readFile(join(folder!, "main.py"), "utf8")).toBe("as sent");
  expect(await readdir(output!)).toEqual([]);
  expect(await readFile(join(elsewhere!, "mine"), "utf8")).toBe("kept");
});
