// A grade from what was sent to a sheet: intake → static → install → a worker in a network of its own → judge. Read it from the
// top: this is the order in which things happen, and each step's folder has its name.
import { randomBytes } from "node:crypto";
import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { STAGE_LIMIT_SECONDS, type Submission } from "@atelier/contracts/submission.ts";
import { prepareEngines, type OnProgress } from "@atelier/engines/engines.ts";
import { runCommand } from "@atelier/engines/run-command.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { CHECKS } from "./checks/checks.ts";
import { enginesFor } from "./exam/exam-world.ts";
import { describeRun } from "./exam/commands.ts";
import { commandEnvironment, SEEN } from "./exam/sandboxed-commands.ts";
import { findToolchains, type Toolchains } from "./exam/toolchains.ts";
import { runSandboxed } from "./hostile/run-sandboxed.ts";
import { findCopiedFiles } from "./intake/copied-files.ts";
import { takeIn, type Intake } from "./intake/intake.ts";
import { judge } from "./judge/judge.ts";
import type { JuryMarks } from "./judge/jury-marks.ts";
import type { RunCommand } from "./observations/preparation.ts";
import type { Absence, Observations, Part } from "./observations.ts";
import type { Pack } from "./packs/pack.ts";
import { prove } from "./sandbox/proof.ts";
import { openSandbox, type Sandbox } from "./sandbox/sandbox.ts";
import { trustedCertificates } from "./sandbox/certificates.ts";
import { findRegistries } from "./sandbox/registry-hosts.ts";
import { openRegistryNetwork } from "./sandbox/registry-network.ts";
import { createRegistryProxy } from "./sandbox/registry-proxy.ts";
import { STAGE_LIMITS } from "./sandbox/limits.ts";
import type { ExamSecret } from "./secret.ts";
import type { Sheet } from "./sheet.ts";
import { createHider } from "./static/names.ts";
import { readStatically } from "./static/read-statically.ts";
import type { Told } from "./told.ts";
import { runWorker } from "./worker/run-worker.ts";

export interface GradeOptions {
  /** A folder, an archive, a repository's path or https address. */
  readonly given: string;
  readonly pack: Pack;
  readonly secret: ExamSecret;
  /** A new folder, only root's: all that a grade leaves is in it, and goes with it. */
  readonly stateDir: string;
  readonly cacheDir?: string;
  readonly scales?: { readonly main: number; readonly live: number };
  /** What is observed of a running submission, where that is not all: no mark for an exam. */
  readonly only?: readonly Part[];
  readonly jury?: JuryMarks;
  /** The grader's. */
  readonly version: string;
  readonly signal: AbortSignal;
  /** Called as each step begins. */
  onStep(step: GradeStep): void;
  note(what: Told): void;
  readonly onEngine: OnProgress;
}

export const GRADE_STEPS = ["sandbox", "intake", "static", "install", "examination", "judgement"] as const;
export type GradeStep = (typeof GRADE_STEPS)[number];

export interface Graded {
  readonly sheet: Sheet;
  readonly observations: Observations;
  readonly absences: readonly Absence[];
}

/** Scale 1 is what the brief says; reactions are on a small world. */
const SCALES = { main: 1, live: 0.1 } as const;
const DISK_BYTES = 12 * 2 ** 30;

/**
 * @throws Refusal where there is nothing that can be graded; ConfigError for what the machine lacks
 */
export async function grade(options: GradeOptions): Promise<Graded> {
  const { stateDir, onStep, signal } = options;
  const startedAt = performance.now();
  onStep("sandbox");
  await mkdir(stateDir, { recursive: true, mode: 0o711 });
  const sandboxDir = join(stateDir, "sandbox");
  await mkdir(sandboxDir, { recursive: true, mode: 0o711 });
  await prove({ stateDir: sandboxDir });
  const sandbox = await openSandbox({ stateDir: sandboxDir });
  try {
    const toolchains = await findToolchains();
    const hostile = runSandboxed(sandbox, toolchains);
    onStep("intake");
    const intake = await takeIn(options.given, join(stateDir, "intake"), hostile);
    signal.throwIfAborted();
    onStep("static");
    const read = await readStatically(intake, join(stateDir, "read"), hostile);
    const copied = await findCopiedFiles(intake.tree);
    signal.throwIfAborted();
    const observed =
      read.submission !== null
        ? await observe(read.submission, intake, options, sandbox, toolchains)
        : unread(read.facts.mistakes.length);
    const observations: Observations = { ...observed.observations, static: read.facts };
    onStep("judgement");
    const sheet = judge({
      pack: options.pack,
      checks: CHECKS,
      observations,
      absences: observed.absences,
      deliverables: read.facts.deliverables.map(({ name, state, path }) => ({ id: name, state, path })),
      copied,
      submission: intake.sha256,
      secret: options.secret.fingerprint,
      grader: options.version,
      ...(options.jury && { jury: options.jury }),
      hide: createHider(read.names, intake.candidate),
      run: { gradedAt: new Date().toISOString(), seconds: (performance.now() - startedAt) / 1000 },
    });
    return { sheet, observations, absences: observed.absences };
  } finally {
    await sandbox.close();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Observed {
  readonly observations: Observations;
  readonly absences: readonly Absence[];
}

async function observe(
  submission: Submission,
  intake: Intake,
  options: GradeOptions,
  sandbox: Sandbox,
  toolchains: Toolchains,
): Promise<Observed> {
  const { secret, stateDir, cacheDir, only, scales = SCALES, signal, onStep, note } = options;
  if (submission.form === "docker") {
    throw new ConfigError(
      "docker-form",
      "Submissions of containers are not graded yet: form: native in submission.yaml",
    );
  }
  onStep("install");
  await prepareEngines({
    cacheDir,
    only: enginesFor(submission.stores),
    onProgress: options.onEngine,
    signal,
  });
  const disk = await sandbox.disk("disk", DISK_BYTES);
  const work = join(disk.folder, "work");
  await cp(intake.tree, work, { recursive: true });
  await mkdir(join(disk.folder, "output"));
  const owner = `${sandbox.user}:${sandbox.user}`;
  await runCommand({ program: "chown", args: ["-R", owner, work, join(disk.folder, "output")] });
  const installed = await install(submission, work, sandbox, toolchains, signal);
  signal.throwIfAborted();
  onStep("examination");
  const examined = await runWorker(
    {
      submission,
      secret: secret.bytes.toString("hex"),
      disk: disk.folder,
      stateDir: join(stateDir, randomBytes(4).toString("hex")),
      ...(cacheDir !== undefined && { cacheDir }),
      ...(only && { only: [...only] }),
      scales,
    },
    { note, signal },
  );
  const { preparation = { commands: [], restarts: [] } } = examined.observations;
  return {
    observations: {
      ...examined.observations,
      preparation: {
        ...preparation,
        commands: installed ? [installed, ...preparation.commands] : preparation.commands,
      },
    },
    absences: examined.absences,
  };
}

/** The only command that reaches beyond the machine, and it knows no engine and no credential. */
async function install(
  { commands }: Submission,
  work: string,
  sandbox: Sandbox,
  toolchains: Toolchains,
  signal: AbortSignal,
): Promise<RunCommand | undefined> {
  const command = commands.install;
  if (command === undefined) return undefined;
  const registries = await findRegistries();
  const certificates = trustedCertificates();
  const network = await openRegistryNetwork(createRegistryProxy({ registries }));
  try {
    const running = await sandbox.start({
      name: "install",
      command: typeof command === "string" ? ["sh", "-c", command] : command,
      network,
      readOnly: [...toolchains.folders, ...certificates.readOnly],
      writable: [{ host: work, seen: SEEN.folder }],
      environment: {
        ...commandEnvironment(toolchains),
        ...registries.environment,
        ...network.environment,
        ...certificates.environment,
      },
      cwd: SEEN.folder,
      limits: { ...STAGE_LIMITS, wallMs: STAGE_LIMIT_SECONDS.install * 1000 },
    });
    const kill = () => void running.kill();
    signal.addEventListener("abort", kill, { once: true });
    const run = await running.exited;
    signal.removeEventListener("abort", kill);
    return describeRun("install", run, []);
  } finally {
    await network.close();
  }
}

/** Nothing can be run: every check of what runs has failed, for one reason. */
function unread(mistakes: number): Observed {
  const reason: Told = {
    fr: `submission.yaml ne peut pas être lu (${mistakes} erreur(s)) : rien n'a été exécuté.`,
    en: `submission.yaml cannot be read (${mistakes} mistake(s)): nothing was run.`,
  };
  const parts = new Set(CHECKS.flatMap(({ reads }) => reads).filter((part) => part !== "static"));
  return {
    observations: {},
    absences: [...parts].map((part) => ({ part, fault: "submission", reason })),
  };
}
