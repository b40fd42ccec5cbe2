// GET /v1/model, and the activation of another version.
import { z } from "zod";
import { ModelResponse } from "@atelier/contracts/model-api.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import type { ApiDeps, Guard } from "../app.ts";
import { ApiError } from "../problems.ts";
import { refusal, REFUSALS } from "./refusals.ts";
import type { TypedApi } from "./typed-api.ts";

const Activated = z.object({ version: z.string() });

export function addModel(
  app: TypedApi,
  { model, log, common }: ApiDeps,
  may: { readonly read: Guard; readonly activate: Guard },
): void {
  app.get(
    "/v1/model",
    {
      onRequest: may.read,
      schema: {
        summary: "The active version, how good it was found to be, and the others that there are",
        security: [{ token: [] }],
        response: { 200: ModelResponse, ...REFUSALS, 503: refusal("No model is active") },
      },
    },
    async () => {
      const active = model.current();
      if (!active) throw new ApiError(503, "No model is active: train one");
      const { version, features, threshold, backend, metrics } = active.manifest;
      return {
        version,
        features,
        threshold,
        backend: { training: backend, serving: "plain JavaScript" },
        metrics,
        versions: await model.list(),
      };
    },
  );
  app.post(
    "/v1/models/:version/activate",
    {
      onRequest: may.activate,
      schema: {
        summary: "Puts a version into use; the way back is the same",
        security: [{ token: [] }],
        params: z.object({ version: z.string().max(100) }),
        response: {
          200: Activated,
          ...REFUSALS,
          404: refusal("No such version"),
          409: refusal("The version is damaged"),
        },
      },
    },
    async ({ params: { version }, token }) => {
      try {
        await model.activate(version);
        await common.activated();
      } catch (error) {
        if (!(error instanceof PermanentError)) throw error;
        throw new ApiError(error.code === "no-such-version" ? 404 : 409, error.message);
      }
      log.info({ version, by: token?.name }, "a version was activated");
      return { version };
    },
  );
}
