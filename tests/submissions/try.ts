// Tries a submission without the grader's walls: engines and a source are started, each of its stages runs as a plain process
// with the contract's environment, and the stores are held against the truth.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { parse } from "yaml";
import { Submission, type Stage } from "@atelier/contracts/submission.ts";
import { createCommands, type RunningCommands } from "@atelier/grader/exam/commands.ts";
import { openExamWorld, type OpenWorld } from "@atelier/grader/exam/exam-world.ts";
import { plainProcesses } from "@atelier/grader/exam/plain-processes.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import { connectMongoReader } from "@atelier/grader/verify/mongo.ts";
import { connectGraphReader } from "@atelier/grader/verify/neo4j.ts";
import { connectPostgresReader } from "@atelier/grader/verify/postgres.ts";
import type { Verdict } from "@atelier/grader/verify/verdict.ts";
import { verify } from "@atelier/grader/verify/verify.ts";

export interface Trial {
  readonly world: OpenWorld;
  readonly submission: Submission;
  readonly commands: RunningCommands;
  /** What the stages have said, and where. */
  readonly folder: string;
  /** Runs a stage to its end. @throws Error with its last words when it does not end with 0 */
  run(stage: Stage, environment?: Readonly<Record<string, string>>): Promise<RunCommand>;
  /** Holds the stores against the truth as of the world's tick. */
  judge(): Promise<Verdict>;
  /** Asks the relational store as the submission's reader. */
  askReader<T extends object>(sql: string): Promise<T[]>;
  close(): Promise<void>;
}

export interface TrialOptions {
  /** The submission's. */
  readonly folder: string;
  readonly scale: number;
  /** Of the world, 32 bytes. */
  readonly secret: Buffer;
  readonly signal: AbortSignal;
}

/** What a plain process has and a sandbox has not: the user's own settings of npm, and the certificates that it trusts. */
function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && /^(HOME|NODE_EXTRA_CA_CERTS|npm_config_\w+)$/i.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}` };
}

export async function openTrial({ folder, scale, secret, signal }: TrialOptions): Promise<Trial> {
  const state = await mkdtemp(join(tmpdir(), "atelier-trial-"));
  const submission = Submission.parse(parse(await readFile(join(folder, "submission.yaml"), "utf8")));
  const world = await openExamWorld({
    name: "main",
    scale,
    secret,
    stores: submission.stores,
    stateDir: join(state, "engines"),
    cacheDir: undefined,
    signal,
  });
  const outputFolder = join(state, "output");
  const commands = createCommands({
    label: "own",
    submission,
    outputFolder,
    seenOutput: outputFolder,
    sandbox: plainProcesses({
      folder: resolve(folder),
      logFolder: join(state, "log"),
      environment: plainEnvironment(),
    }),
    onRun: () => undefined,
  });
  return {
    world,
    submission,
    commands,
    folder: state,
    async run(stage, environment = {}) {
      const run = await commands.run(stage, world, { environment });
      if (run.code !== 0) throw new Error(`${stage} ${run.ended} with ${run.code}: ${run.lastWords}`);
      return run;
    },
    async judge() {
      const { connections } = world;
      const [postgres, mongo, graph] = await Promise.all([
        connectPostgresReader(world.roleUrl("reader")),
        connectMongoReader(connections.mongo.url),
        connectGraphReader(connections.neo4j.url, connections.neo4j),
      ]);
      try {
        return await verify(world.truth(), { postgres, mongo, graph }, [], () => undefined);
      } finally {
        await Promise.all([postgres.close(), mongo.close(), graph.close()]);
      }
    },
    async askReader<T extends object>(sql: string) {
      const client = new Client({ connectionString: world.roleUrl("reader") });
      await client.connect();
      try {
        return (await client.query<T>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    close: () => world.close(),
  };
}
