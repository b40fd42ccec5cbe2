// Runs `erase` as of a day on which nothing of the raw layer is too old, then as of one on which everything is. The last that
// happens on a world: what it takes away is not brought back.
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { RAW_RETENTION_DAYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import { DAY, EPOCH, TICK } from "@atelier/world/calendar.ts";
import type { RetentionMeasure } from "../observations/retention.ts";
import { readRawLayer } from "../stores/raw-layer.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { openStores } from "../stores/stores.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "./phase.ts";

export const retention: Phase<"retention"> = {
  part: "retention",
  world: "live",
  async observe(world, context) {
    if (!context.commands.has("erase")) {
      throw new SubmissionFault({
        fr: "aucune commande « erase » dans submission.yaml",
        en: "there is no command `erase` in submission.yaml",
      });
    }
    // Flows that collect again would fill what is emptied.
    await context.service.stop();
    const now = EPOCH + world.ticks * TICK;
    const erase = async (days: number) => {
      const environment = { [STAGE_ENVIRONMENT.now]: new Date(now + days * DAY).toISOString() };
      await context.commands.run("erase", world, { environment });
      return measure(world, context);
    };
    return {
      days: RAW_RETENTION_DAYS,
      before: await measure(world, context),
      young: await erase(1),
      old: await erase(RAW_RETENTION_DAYS + 2),
    };
  },
};

async function measure(world: ExamWorld, context: PhaseContext): Promise<RetentionMeasure> {
  const { submission, folder, commands } = context;
  const seen = { rawRecords: 0, rawBytes: 0, rows: 0 };
  await asFarAsReadable(async () => {
    for await (const { bytes } of readRawLayer(world, { layer: submission.raw, folder, commands })) {
      seen.rawRecords += 1;
      seen.rawBytes += bytes;
    }
  });
  const stores = await openStores(world, context);
  try {
    for (const view of Object.keys(VIEWS) as ViewName[]) {
      await asFarAsReadable(async () => {
        for await (const _ of stores.view(view)) seen.rows += 1;
      });
    }
  } finally {
    await stores.close();
  }
  return seen;
}

async function asFarAsReadable(read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
  }
}
