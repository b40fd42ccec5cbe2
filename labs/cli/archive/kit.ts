// `./atelier kit`: what candidates get, as a folder or as an archive. Only files that git knows go into it, so that nothing
// of who builds it does.
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { runCommand } from "@atelier/engines/run-command.ts";
import { writeDossier } from "@atelier/e2/write.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { KIT_MARK } from "../kit/is-kit.ts";
import rootPackage from "../../../package.json" with { type: "json" };
import { belongsToKit, kitPackage } from "./contents.ts";

/** The one folder of the archive. */
const NAME = "atelier-kit";

/** @throws ConfigError for a target that is there already, or a checkout that is no git repository */
export async function kit({ machine, console, t }: Cli, given: string): Promise<number> {
  const target = resolve(given);
  const isArchive = /\.(?:tar\.gz|tgz)$/.test(target);
  const isThere = isArchive
    ? await stat(target).then(() => true, isAbsent)
    : await readdir(target).then((names) => names.length > 0, isAbsent);
  if (isThere) throw new ConfigError("not-empty", t("error.notEmpty", { folder: target }));
  if (isArchive) {
    const scratch = await mkdtemp(join(tmpdir(), "atelier-kit-"));
    try {
      await fillKit(machine.checkout, join(scratch, NAME));
      await runCommand({ program: "tar", args: ["-czf", target, "-C", scratch, NAME] });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  } else await fillKit(machine.checkout, target);
  console.print(t("kit.done", { target }));
  return 0;
}

function isAbsent(error: NodeJS.ErrnoException): false {
  if (error.code === "ENOENT") return false;
  throw error;
}

async function fillKit(checkout: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of (await trackedFiles(checkout)).filter(belongsToKit)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await copyFile(join(checkout, path), file);
  }
  await cp(join(checkout, "labs/kit"), folder, { recursive: true });
  await writeDossier(join(folder, "brief"));
  await writeFile(join(folder, KIT_MARK), `${rootPackage.version}\n`);
  await writeFile(join(folder, "package.json"), `${JSON.stringify(kitPackage(rootPackage), null, 2)}\n`);
  await writeFile(join(folder, "package-lock.json"), await readFile(join(checkout, "package-lock.json")));
  // Of the lock only what these workspaces need is left; versions stay.
  const args = ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"];
  await runCommand({ program: "npm", args, cwd: folder });
}

/** `git ls-files` may say more than a command's kept output. */
async function trackedFiles(checkout: string): Promise<readonly string[]> {
  const list = join(await mkdtemp(join(tmpdir(), "atelier-files-")), "list");
  try {
    await runCommand({ program: "sh", args: ["-c", `git ls-files -z > "$1"`, "sh", list], cwd: checkout });
    return (await readFile(list, "utf8")).split("\0").filter((path) => path !== "");
  } finally {
    await rm(dirname(list), { recursive: true, force: true });
  }
}
