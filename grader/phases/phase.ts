// What a phase is: one part of the examination, which fills one part of the observations.
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { Stage, Submission } from "@atelier/contracts/submission.ts";
import type { Connections, EngineName } from "@atelier/engines/engine.ts";
import type { Drift } from "@atelier/world/listing.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { RunCommand } from "../observations/preparation.ts";
import type { Observations, Part } from "../observations.ts";
import type { Told } from "../told.ts";
import type { SeenProcess, SandboxRun } from "./stage-commands.ts";

/** A hidden world that runs: its source, engines of its own, and what commands are told of them. */
export interface ExamWorld {
  readonly name: "main" | "live";
  readonly scale: number;
  readonly connections: Connections;
  /** The owner's URL with the reader's (or the loader's) name and password in it. */
  roleUrl(role: "reader" | "loader"): string;
  /** What must be in the stores as of its tick. */
  truth(): Truth;
  readonly ticks: number;
  /** Moves the world on by one tick. @returns the tick */
  tick(drift?: Drift): Promise<number>;
  /** What the source has seen so far. */
  audit(): readonly AuditEntry[];
  readonly environment: Readonly<Record<string, string>>;
  stopEngine(name: EngineName): Promise<void>;
  startEngine(name: EngineName): Promise<void>;
}

export interface StageOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Less than the stage's own. */
  readonly limitSeconds?: number;
}

/** Runs the submission's commands against one world, in the sandbox. */
export interface Commands {
  has(stage: Stage): boolean;
  /** To its end. */
  run(stage: Stage, world: ExamWorld, options?: StageOptions): Promise<RunCommand>;
  /** Lives on. */
  start(stage: Stage, world: ExamWorld, options?: StageOptions): Promise<SeenProcess>;
  /** A command that `submission.yaml` names besides stages: a query, for instance. */
  ask(line: string | readonly string[], world: ExamWorld, stdin: string): Promise<SandboxRun>;
  /** A program of ours over the submission's files, in the same sandbox, with nothing of the submission's in its environment. */
  inspect(command: readonly string[], stdin: string): Promise<SandboxRun>;
  /** What the last run of a stage left in OUTPUT_DIR, parsed as JSON; undefined when there is none. At most 1 MB. */
  output(file: string): Promise<unknown>;
}

/** What `serve` starts, kept running between phases of the live world. */
export interface Service {
  /** Starts it where it does not run, on a world that has been set up. */
  ensure(): Promise<SeenProcess>;
  running(): SeenProcess | undefined;
  stop(): Promise<void>;
  /** At once, with all its processes; `ensure` starts it again. */
  kill(): Promise<void>;
  /** Where its page is, as a browser in the grade's network asks for it. */
  readonly pageUrl: string;
  /** Everything that any command has written so far: for the search for leaks. */
  outputFiles(): readonly string[];
}

export interface PhaseContext {
  readonly submission: Submission;
  /** The submission's files, as the commands see and change them. Hostile: parsed in the sandbox only. */
  readonly folder: string;
  readonly commands: Commands;
  readonly service: Service;
  /** What earlier phases have seen. */
  readonly seen: Observations;
  readonly signal: AbortSignal;
  note(what: Told): void;
}

export interface Phase<P extends Part = Part> {
  readonly part: P;
  /** `main`: loaded once at scale 1. `live`: scale 0.1, ticking, under `serve`. */
  readonly world: "main" | "live";
  /**
   * @throws SubmissionFault when it cannot be observed by the submission's fault; anything else is the grader's.
   */
  observe(world: ExamWorld, context: PhaseContext): Promise<NonNullable<Observations[P]>>;
}

/** The submission is why something cannot be observed: what depends on it has failed. */
export class SubmissionFault extends Error {
  readonly reason: Told;
  constructor(reason: Told) {
    super(reason.en);
    this.name = "SubmissionFault";
    this.reason = reason;
  }
}
