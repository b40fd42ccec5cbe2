// Runs named stages one after the other and shows where they are: live on a terminal, plain lines elsewhere.
import { Listr, type ListrTask } from "listr2";
import type { Console } from "./console.ts";

export interface Stage {
  readonly title: string;
  /** `note` replaces the line that says what the stage is doing now. */
  run(note: (text: string) => void): Promise<void>;
}

/** Runs `stages` in order and stops at the first that fails. */
export async function runStages(console: Console, stages: readonly Stage[]): Promise<void> {
  if (console.isLive) await runLive(stages);
  else await runPlain(console, stages);
}

async function runLive(stages: readonly Stage[]): Promise<void> {
  const tasks = stages.map((stage): ListrTask => ({
    title: stage.title,
    task: (_, task) =>
      stage.run((text) => {
        task.output = text;
      }),
  }));
  // Signals are main.ts's business: listr2 would exit before anything is stopped.
  await new Listr(tasks, {
    registerSignalListeners: false,
    rendererOptions: { timer: { condition: true, field: formatSeconds } },
  }).run();
}

const formatSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Notes of one stage are at least this far apart, so that a log stays readable. */
const NOTE_EVERY_MS = 5000;

async function runPlain(console: Console, stages: readonly Stage[]): Promise<void> {
  for (const stage of stages) {
    console.say(`… ${stage.title}`);
    const startedAt = performance.now();
    let lastNoteAt = startedAt;
    await stage.run((text) => {
      if (performance.now() - lastNoteAt < NOTE_EVERY_MS) return;
      lastNoteAt = performance.now();
      console.say(`  ${text}`);
    });
    console.say(`✓ ${stage.title} (${formatSeconds(performance.now() - startedAt)})`);
  }
}
