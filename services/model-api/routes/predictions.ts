// POST /v1/predictions
import { PredictionsRequest, PredictionsResponse } from "@atelier/contracts/model-api.ts";
import type { ApiDeps, Guard } from "../app.ts";
import { within } from "../limits.ts";
import type { Prediction } from "@atelier/model/network.ts";
import { measureModel } from "../model-metrics.ts";
import { predict } from "../predict.ts";
import { ApiError } from "../problems.ts";
import { BODY_REFUSALS, refusal, REFUSALS } from "./refusals.ts";
import type { TypedApi } from "./typed-api.ts";

export function addPredictions(
  app: TypedApi,
  { model, facts, observer, storeDeadlineMs, metrics }: ApiDeps,
  mayPredict: Guard,
): void {
  const meter = measureModel(metrics);
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
          ...REFUSALS,
          ...BODY_REFUSALS,
          422: refusal("Some reviews are not in the stores"),
          503: refusal("No model is active, or a store does not answer"),
        },
      },
    },
    // No async function: what can be answered at once is, without a promise.
    (request) => {
      const active = model.current();
      if (!active) throw new ApiError(503, "No model is active: train one");
      const begun = performance.now();
      const answer = (predictions: Prediction[]) => {
        meter.count(predictions, (performance.now() - begun) / 1000);
        return { modelVersion: active.manifest.version, predictions };
      };
      const found = predict(request.body.items, active, facts, observer);
      return found instanceof Promise ? within(storeDeadlineMs, found).then(answer) : answer(found);
    },
  );
}
