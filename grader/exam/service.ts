// Keeps `serve` running between the phases of the live world, and starts it again when a phase has stopped it.
import type { ExamWorld, Service } from "../phases/phase.ts";
import type { SeenProcess } from "../phases/stage-commands.ts";
import type { RunningCommands } from "./commands.ts";

const STOP_GRACE_MS = 20_000;

export function createService(commands: RunningCommands, world: ExamWorld, pageUrl: string): Service {
  let current: SeenProcess | undefined;
  return {
    pageUrl,
    outputFiles: () => commands.outputFiles(),
    running: () => current,
    async ensure() {
      if (!current) {
        const started = await commands.start("serve", world);
        current = started;
        // One that ends by itself is not kept: the next phase starts it anew, and sees for itself.
        void started.exited.then(() => {
          if (current === started) current = undefined;
        });
      }
      return current;
    },
    async stop() {
      const running = current;
      current = undefined;
      await running?.stop(STOP_GRACE_MS);
    },
    async kill() {
      const running = current;
      current = undefined;
      await running?.kill();
    },
  };
}
