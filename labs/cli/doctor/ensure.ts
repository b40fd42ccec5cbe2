// Makes the machine fit to run: installs what is missing where it may (Debian or Ubuntu, as root), saying so.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { stateFolder } from "../state/state-folder.ts";
import { aptLine, examine, which, type Finding } from "./requirements.ts";

/** @throws ConfigError that names each thing still missing with the line that installs it. */
export async function ensureRequirements(cli: Cli, note: (text: string) => void): Promise<void> {
  const { machine, console, t } = cli;
  const missing = await findMissing(cli);
  const packages = missing.flatMap((finding) => finding.packages);
  if (packages.length > 0 && machine.userId === 0 && (await which(machine, "apt-get"))) {
    const names = missing.map(({ name }) => name).join(", ");
    const line = aptLine(machine, packages);
    console.say(t("requirement.installing", { names, line }));
    await apt(cli, ["update"], note);
    await apt(cli, ["install", "-y", "--no-install-recommends", ...packages], note);
  }
  const still = packages.length > 0 ? await findMissing(cli) : missing;
  if (still.length === 0) return;
  const lines = still.map(({ name, detail, remedy }) => `  ${name} (${detail}): ${remedy}`);
  throw new ConfigError("missing-requirements", [t("error.requirements"), ...lines].join("\n"));
}

async function findMissing({ machine }: Cli): Promise<Finding[]> {
  const findings = await examine(machine, stateFolder(machine));
  return findings.filter(({ state }) => state === "missing");
}

async function apt({ machine }: Cli, args: readonly string[], note: (text: string) => void): Promise<void> {
  const child = spawn("apt-get", args, {
    env: { ...machine.environment, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
    signal: machine.interrupted,
  });
  const tell = (text: string) => note(text.trim().split("\n").at(-1) ?? "");
  child.stdout.setEncoding("utf8").on("data", tell);
  child.stderr.setEncoding("utf8").on("data", tell);
  // What could not be installed is found missing afterwards, with the line to try by hand.
  await once(child, "close");
}
