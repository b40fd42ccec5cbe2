// The normaliser as a process: `raw.*` in, `clean.*` and `dead.*` out.
import { consume } from "@atelier/platform/consume.ts";
import type { ConfigOf } from "../config.ts";
import { applyNormaliser } from "../normaliser.ts";
import { consumerOf, kafkaOf, topicsOf, type Deps } from "./role.ts";

export async function runNormaliser(
  config: ConfigOf<"normaliser">,
  deps: Deps,
  signal: AbortSignal,
): Promise<void> {
  const kafka = kafkaOf(config, "normaliser", deps.log);
  const producer = await kafka.producer();
  try {
    const apply = applyNormaliser(producer, deps);
    await consume({
      ...consumerOf(config, deps),
      kafka,
      groupId: "normaliser",
      ...topicsOf("normaliser"),
      apply: (batch) => deps.metrics.timed("kafka", "apply", () => apply(batch)),
      signal,
    });
  } finally {
    await producer.close();
  }
}
