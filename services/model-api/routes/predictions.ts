// POST /v1/predictions
import { PredictionsRequest, PredictionsResponse, Problem } from "@atelier/contracts/model-api.ts";
import type { ApiDeps, Guard } from "../app.ts";
import { predict } from "../predict.ts";
import { ApiError } from "../problems.ts";
import type { TypedApi } from "./typed-api.ts";

export function addPredictions(app: TypedApi, { model, facts }: ApiDeps, mayPredict: Guard): void {
  app.post(
    "/v1/predictions",
    {
      onRequest: mayPredict,
      schema: {
        summary: "Scores 1 to 1,000 reviews: by id, by their fields, or by their features",
        security: [{ token: [] }],
        body: PredictionsRequest,
        response: {
          200: PredictionsResponse,
          400: Problem,
          401: Problem,
          403: Problem,
          413: Problem,
          415: Problem,
          422: Problem,
          429: Problem,
          503: Problem,
        },
      },
    },
    async (request) => {
      const active = model.current();
      if (!active) throw new ApiError(503, "No model is active: train one");
      const predictions = await predict(request.body.items, active.network, facts);
      return { modelVersion: active.manifest.version, predictions };
    },
  );
}
