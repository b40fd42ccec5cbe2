// Makes the machine fit to run: installs what is missing where it may (Debian or Ubuntu, as root), saying so.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, constants } from "node:fs/promises";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { stateFolder } from "../state/state-folder.ts";
import { examine, type Finding } from "./requirements.ts";

/**
 * @param purpose to grade takes packages that a run does without
 * @throws ConfigError that names each thing still missing with the line that installs it
 */
export async function ensureRequirements(
  cli: Cli,
  note: (text: string) => void,
  purpose: "run" | "grade",
): Promise<void> {
  const { machine, console, t } = cli;
  const missing = await findMissing(cli, purpose);
  // On Ctrl-C the programs that were asked for their version have ended too: they are not missing.
  machine.interrupted.throwIfAborted();
  if (missing.length === 0) return;
  const installable = missing.filter(({ isInstallable }) => isInstallable);
  const isInstalled = installable.length > 0 && machine.userId === 0 && (await isDebian());
  if (isInstalled) {
    const packages = installable.flatMap((finding) => finding.packages);
    const lines = [
      ...(packages.length > 0
        ? ["apt-get update", `apt-get install -y --no-install-recommends ${packages.join(" ")}`]
        : []),
      ...installable.filter((finding) => finding.packages.length === 0).map(({ remedy }) => remedy),
    ];
    for (const line of lines) {
      console.say(t("requirement.installing", { line }));
      await runAsRoot(cli, line, note);
    }
  }
  const still = isInstalled ? await findMissing(cli, purpose) : missing;
  if (still.length === 0) return;
  const sentences = still.map(({ name, detail, remedy }) => `  ${name} (${detail}): ${remedy}`);
  throw new ConfigError("missing-requirements", [t("error.requirements"), ...sentences].join("\n"));
}

async function findMissing({ machine }: Cli, purpose: "run" | "grade"): Promise<Finding[]> {
  const findings = await examine(machine, stateFolder(machine));
  return findings.filter(
    ({ state, packages }) =>
      state === "missing" || (purpose === "grade" && state === "warning" && packages.length > 0),
  );
}

const isDebian = () =>
  access("/usr/bin/apt-get", constants.X_OK).then(
    () => true,
    () => false,
  );

/** What could not be installed is found missing afterwards, with the line to try by hand. */
async function runAsRoot({ machine }: Cli, line: string, note: (text: string) => void): Promise<void> {
  const child = spawn("sh", ["-c", line], {
    env: { ...machine.environment, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
    signal: machine.interrupted,
  });
  const tell = (text: string) => note(text.trim().split("\n").at(-1) ?? "");
  child.stdout.setEncoding("utf8").on("data", tell);
  child.stderr.setEncoding("utf8").on("data", tell);
  await once(child, "close");
}
