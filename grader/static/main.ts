// Started in the sandbox: reads a clean tree and leaves one document.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readHostileArguments } from "../hostile/arguments.ts";
import { readFiles } from "./read-files.ts";
import { readHistory } from "./history.ts";
import { readTree } from "./read-tree.ts";

const given = z
  .strictObject({ tree: z.string(), history: z.string().optional(), candidate: z.string(), out: z.string() })
  .parse(readHostileArguments(process.argv));

const [files, history] = await Promise.all([readFiles(given.tree), readHistory(given.history)]);
const reading = await readTree(files, history, given.candidate);
await writeFile(join(given.out, "static.json"), JSON.stringify(reading));
