// The reference's stores as phases of an examination meet a world: real engines, real roles; its commands are the lab's own.
import type { AuditEntry } from "@atelier/contracts/source.ts";
import { Submission } from "@atelier/contracts/submission.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import type { ExamWorld, PhaseContext } from "@atelier/grader/phases/phase.ts";
import type { Lab } from "./lab.ts";

export async function examinedWorld(lab: Lab, scale: number): Promise<ExamWorld> {
  let ticks = 0;
  const audit: AuditEntry[] = await lab.audit();
  const { connections } = lab.engines;
  return {
    name: "main",
    scale,
    connections,
    environment: lab.environment(),
    get ticks() {
      return ticks;
    },
    roleUrl(role) {
      const url = new URL(connections.postgres.ownerUrl);
      url.username = role;
      url.password = role === "reader" ? lab.keys().readerPassword : lab.keys().loaderPassword;
      return url.href;
    },
    truth: () => lab.truth(),
    async tick() {
      ticks = await lab.tick();
      return ticks;
    },
    audit: () => audit,
    stopEngine: (name) => lab.engines.stopOne(name),
    startEngine: (name) => lab.engines.startOne(name),
  };
}

export const REFERENCE = Submission.parse({
  version: 1,
  exam: "E2",
  commands: {},
  stores: { relational: { reader: "reader", loader: "loader" }, document: {}, graph: {} },
  raw: { in: "document", collection: "raw" },
  queries: "queries",
  entities: { customers: ["store.customer_records"], products: ["products"] },
});

const refuse = () => Promise.reject(new Error("this submission has no such command"));

/** @param folder where the submission's files are */
export function examinedContext(
  folder: string,
  { submission = REFERENCE, erase }: { submission?: Submission; erase?: () => Promise<void> } = {},
): PhaseContext {
  return {
    submission,
    folder,
    commands: {
      has: (stage) => stage === "erase" && erase !== undefined,
      async run(stage): Promise<RunCommand> {
        await erase?.();
        return {
          stage,
          code: 0,
          ended: "exited",
          seconds: 0,
          cpuSeconds: 0,
          peakMemoryBytes: 0,
          lastWords: "",
        };
      },
      start: refuse,
      ask: refuse,
      inspect: refuse,
      output: refuse,
    },
    service: {
      ensure: refuse,
      running: () => undefined,
      stop: async () => undefined,
      kill: async () => undefined,
      pageUrl: "",
      outputFiles: () => [],
    },
    seen: {},
    signal: new AbortController().signal,
    note: () => undefined,
  };
}
