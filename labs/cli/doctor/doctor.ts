// `./atelier doctor`: everything this machine must have, and how to install what is missing.
import type { Cli } from "../app.ts";
import { stateFolder } from "../state/state-folder.ts";
import { ensureRequirements } from "./ensure.ts";
import { examine, type Finding } from "./requirements.ts";

const MARKS = { ok: ["green", "✓"], missing: ["red", "✗"], warning: ["yellow", "!"] } as const;

/** @returns 0 when nothing that is needed is missing, else 1. */
export async function doctor(
  cli: Cli,
  options: { readonly install: boolean; readonly json: boolean },
): Promise<number> {
  const { machine, console, t } = cli;
  if (options.install) await ensureRequirements(cli, console.say, "grade");
  const findings = await examine(machine, stateFolder(machine));
  const ok = findings.every(({ state }) => state !== "missing");
  if (options.json) {
    console.print(
      JSON.stringify({
        ok,
        findings: findings.map(({ name, state, detail, remedy }) => ({ name, state, detail, remedy })),
      }),
    );
    return ok ? 0 : 1;
  }
  const width = Math.max(...findings.map(({ name }) => name.length));
  const line = ({ name, state, detail, remedy }: Finding) => {
    const [colour, mark] = MARKS[state];
    const tail = remedy ? ` · ${t("doctor.install", { line: remedy })}` : "";
    return `${console.style(colour, mark)} ${name.padEnd(width)}  ${detail}${tail}`;
  };
  for (const finding of findings) console.print(line(finding));
  console.print(t(ok ? "doctor.ok" : "doctor.notOk"));
  return ok ? 0 : 1;
}
