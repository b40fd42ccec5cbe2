// Whether the process lives, whether it can answer, what it has counted, and what it offers.
import { z } from "zod";
import type { ApiDeps } from "../app.ts";
import { within } from "../limits.ts";
import { ApiError } from "../problems.ts";
import { refusal, REFUSALS } from "./refusals.ts";
import type { TypedApi } from "./typed-api.ts";

const Status = z.object({ status: z.literal("ok") });

export function addHealth(app: TypedApi, { model, ping, metrics, common, storeDeadlineMs }: ApiDeps): void {
  app.get(
    "/health/live",
    { schema: { summary: "Whether the process lives", response: { 200: Status, 429: REFUSALS[429] } } },
    () => ({
      status: "ok" as const,
    }),
  );
  app.get(
    "/health/ready",
    {
      schema: {
        summary: "Whether it can answer: a model is active and the stores are there",
        response: {
          200: Status,
          503: refusal("No model is active, or a store does not answer"),
          429: REFUSALS[429],
        },
      },
    },
    async () => {
      if (!model.current()) throw new ApiError(503, "No model is active: train one");
      await within(storeDeadlineMs, ping());
      return { status: "ok" as const };
    },
  );
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await common.metricsText()),
  );
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()));
}
