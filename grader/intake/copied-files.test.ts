import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findCopiedFiles } from "./copied-files.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), "atelier-copied-"));
});
afterEach(() => rm(tree, { recursive: true }));

it("names files of the reference wherever they lie, whatever their ends of line and indentation", async () => {
  const source = await readFile(join(CHECKOUT, "services/etl/normalise.ts"), "utf8");
  await mkdir(join(tree, "src"));
  await writeFile(join(tree, "src/nettoyage.ts"), source.replaceAll("\n", "\r\n").replaceAll("  ", "\t"));
  await writeFile(join(tree, "src/own.ts"), source.replace("export", "export default"));
  await writeFile(join(tree, "src/short.ts"), "export const a = 1;\n");
  expect(await findCopiedFiles(tree)).toEqual(["src/nettoyage.ts"]);
});

it.each(["labs/starters", "tests/submissions/python-complete"])("names none of %s", async (folder) => {
  await cp(join(CHECKOUT, folder), tree, { recursive: true });
  expect(await findCopiedFiles(tree)).toEqual([]);
});
