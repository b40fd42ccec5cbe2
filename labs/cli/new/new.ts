// `./atelier new`: a folder to begin with, that runs at once and does little.
import { access, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { submissionSchema } from "@atelier/e2/fields.ts";
import { writeDossier } from "@atelier/e2/write.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import type { Translate } from "../language.ts";
import type { Starter } from "./starters.ts";

/** What a starter leaves behind where someone has tried it in place. */
const NOT_COPIED = new Set([".venv", "node_modules", "__pycache__", "data", "model", "output"]);

/** @throws ConfigError for a folder that has something in it */
export async function newWork(cli: Cli, given: string, { lang }: { lang: Starter }): Promise<number> {
  const { console, machine, t } = cli;
  const folder = resolve(given);
  await requireEmpty(folder, t);
  await mkdir(folder, { recursive: true });
  await cp(join(machine.checkout, "labs/starters", lang), folder, {
    recursive: true,
    filter: (source) => !NOT_COPIED.has(basename(source)),
  });
  await writeFile(join(folder, "submission.schema.json"), `${JSON.stringify(submissionSchema(), null, 2)}\n`);
  const dossier = join(await presentDossier(machine.checkout), `dossier.${cli.language}.html`);
  console.print(t("new.done", { folder, dossier, atelier: join(machine.checkout, "atelier") }));
  console.print(t(`new.steps.${lang}`));
  return 0;
}

async function requireEmpty(folder: string, t: Translate): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new ConfigError("bad-folder", t("error.badFolder", { folder }), { cause: error });
  });
  if (names.length > 0) throw new ConfigError("not-empty", t("error.notEmpty", { folder }));
}

/** The kit brings it along; a checkout makes it. */
export async function presentDossier(checkout: string): Promise<string> {
  const brought = join(checkout, "brief");
  const isThere = await access(brought).then(
    () => true,
    () => false,
  );
  if (isThere) return brought;
  const made = join(checkout, ".atelier/brief");
  await writeDossier(made);
  return made;
}
