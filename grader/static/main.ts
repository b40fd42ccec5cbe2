// Started in the sandbox: reads a clean tree and leaves one document.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readHostileArguments } from "../hostile/arguments.ts";
import { readFiles } from "./read-files.ts";
import { readTree } from "./read-tree.ts";

const given = z.strictObject({ tree: z.string(), out: z.string() }).parse(readHostileArguments(process.argv));

await writeFile(join(given.out, "static.json"), JSON.stringify(readTree(await readFiles(given.tree))));
