// POST /v1/trainings, and what became of one.
import { z } from "zod";
import { TrainingJob, TrainingRequest } from "@atelier/contracts/model-api.ts";
import type { ApiDeps, Guard } from "../app.ts";
import { ApiError } from "../problems.ts";
import { BODY_REFUSALS, refusal, REFUSALS } from "./refusals.ts";
import type { TypedApi } from "./typed-api.ts";

const params = z.object({ id: z.string().max(100) });

export function addTrainings(app: TypedApi, { common: { trainings } }: ApiDeps, mayTrain: Guard): void {
  const security = [{ token: [] }];
  app.post(
    "/v1/trainings",
    {
      onRequest: mayTrain,
      schema: {
        summary: "Begins a training; one runs at a time",
        security,
        body: TrainingRequest,
        response: { 202: TrainingJob, ...REFUSALS, ...BODY_REFUSALS, 409: refusal("Another training runs") },
      },
    },
    async (request, reply) => {
      const job = await trainings.begin(request.body);
      if (!job) throw new ApiError(409, "Another training runs: wait for its end, or cancel it");
      return reply.code(202).header("location", `/v1/trainings/${job.id}`).send(job);
    },
  );
  app.get(
    "/v1/trainings/:id",
    {
      onRequest: mayTrain,
      schema: {
        summary: "How far a training is, or how it ended",
        security,
        params,
        response: { 200: TrainingJob, ...REFUSALS, 404: refusal("No such training is remembered") },
      },
    },
    async (request) => {
      const job = await trainings.find(request.params.id);
      if (!job) throw new ApiError(404, "No training by this id is remembered");
      return job;
    },
  );
  app.delete(
    "/v1/trainings/:id",
    {
      onRequest: mayTrain,
      schema: {
        summary: "Cancels the training that runs",
        security,
        params,
        response: { 202: TrainingJob, ...REFUSALS, 404: refusal("No such training runs") },
      },
    },
    async (request, reply) => {
      const job = await trainings.cancel(request.params.id);
      if (!job) throw new ApiError(404, "No training by this id runs");
      return reply.code(202).send(job);
    },
  );
}
