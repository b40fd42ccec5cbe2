// Writes docs/checks/ anew: one page a check, and nothing else.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { CHECKS } from "./checks.ts";
import { documentCheck, documentName } from "./document.ts";

const folder = new URL("../../docs/checks/", import.meta.url);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const check of CHECKS) await writeFile(new URL(documentName(check), folder), documentCheck(check));
