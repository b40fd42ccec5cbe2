// Whether the process lives, whether it can answer, what it has counted, and what it offers.
import { z } from "zod";
import { Problem } from "@atelier/contracts/model-api.ts";
import type { ApiDeps } from "../app.ts";
import { ApiError } from "../problems.ts";
import type { TypedApi } from "./typed-api.ts";

const Status = z.object({ status: z.literal("ok") });

export function addHealth(app: TypedApi, { model, ping, metrics }: ApiDeps): void {
  app.get("/health/live", { schema: { response: { 200: Status } } }, () => ({ status: "ok" as const }));
  app.get("/health/ready", { schema: { response: { 200: Status, 503: Problem } } }, async () => {
    if (!model.current()) throw new ApiError(503, "No model is active: train one");
    await ping();
    return { status: "ok" as const };
  });
  app.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()));
}
