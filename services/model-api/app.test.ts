import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FEATURE_COUNT, Problem } from "@atelier/contracts/model-api.ts";
import { FEATURE_NAMES, featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import { scoreOf } from "@atelier/model/network.ts";
import { bearer, DAMAGED, FIRST, REVIEWS, SECOND, startApi, versionOf } from "./testing/api.ts";
import type { Api } from "./app.ts";

const FEATURES = Array.from({ length: FEATURE_COUNT }, (_, at) => at / 10);
const history = createHistory({ reviews: REVIEWS, purchases: [], products: [], accounts: [], verdicts: [] });
const { network } = versionOf(FIRST, 0.01);

describe("the model's API", () => {
  let api: Api;
  let state: Awaited<ReturnType<typeof startApi>>["state"];

  beforeEach(async () => {
    ({ app: api, state } = await startApi());
  });
  afterEach(() => api.close());

  const post = (items: unknown, who = "reader") =>
    api.inject({
      method: "POST",
      url: "/v1/predictions",
      headers: bearer(who),
      payload: { items } as object,
    });
  const versionNow = async () => (await post([{ features: FEATURES }])).json().modelVersion;

  const ask = (method: "GET" | "POST" | "DELETE", path = "", payload?: object) =>
    api.inject({
      method,
      url: `/v1/trainings${path}`,
      headers: bearer("trainer"),
      ...(payload && { payload }),
    });
  const untilOver = async (path: string) => {
    for (;;) {
      const job = (await ask("GET", path)).json();
      if (job.state !== "running") return job;
    }
  };

  it("has as many features as the contract says", () => {
    expect(FEATURE_NAMES).toHaveLength(FEATURE_COUNT);
  });

  it("scores features as given, a stored review, and one that is not stored, in the order asked", async () => {
    const { id: _, at, ...fields } = REVIEWS[1]!;
    const raw = { ...fields, writtenAt: new Date(at + 1000).toISOString() };
    const response = await post([{ features: FEATURES }, { reviewId: "r2" }, { review: raw }]);
    expect(response.statusCode).toBe(200);
    const { modelVersion, predictions } = response.json();
    expect(modelVersion).toBe(FIRST);
    const among = createHistory({
      reviews: [...REVIEWS, { ...fields, id: "~", at: at + 1000 }],
      purchases: [],
      products: [],
      accounts: [],
      verdicts: [],
    });
    expect(predictions.map(({ score }: { score: number }) => score)).toEqual([
      scoreOf(network, Float32Array.from(FEATURES)),
      scoreOf(network, featuresOf(history.reviews[1]!, history)),
      scoreOf(network, featuresOf(among.reviews[2]!, among)),
    ]);
    expect(predictions[0].flagged).toBe(predictions[0].score >= network.threshold);
  });

  it("tells its observer of every scoring", async () => {
    await post([{ features: FEATURES }, { reviewId: "r2" }]);
    expect(state.observed).toEqual([
      { features: FEATURES, score: scoreOf(network, Float32Array.from(FEATURES)) },
      {
        features: [...featuresOf(history.reviews[1]!, history)],
        score: scoreOf(network, featuresOf(history.reviews[1]!, history)),
      },
    ]);
  });

  it("names the reviews that it does not know", async () => {
    const response = await post([{ reviewId: "r1" }, { reviewId: "nobody" }]);
    expect(response.statusCode).toBe(422);
    expect(Problem.parse(response.json()).errors).toEqual([
      { path: "/items/1/reviewId", message: "no such review" },
    ]);
  });

  it.each([
    ["no items", []],
    ["too many items", Array.from({ length: 1001 }, () => ({ reviewId: "r1" }))],
    ["63 features", [{ features: FEATURES.slice(1) }]],
    ["a feature that is a text", [{ features: [...FEATURES.slice(1), "1"] }]],
    ["an unknown field", [{ reviewId: "r1", admin: true }]],
    ["two ways at once", [{ reviewId: "r1", features: FEATURES }]],
    ["items that are no list", { reviewId: "r1" }],
  ])("refuses %s, saying where", async (_, items) => {
    const response = await post(items);
    expect(response.statusCode).toBe(400);
    expect(response.headers["content-type"]).toContain("application/problem+json");
    expect(Problem.parse(response.json()).errors?.length).toBeGreaterThan(0);
  });

  it.each([
    ["no JSON", "{", "application/json", 400],
    ["another type", "a=b", "application/x-www-form-urlencoded", 415],
    ["a prototype", '{"__proto__":{"items":[]}}', "application/json", 400],
    ["3 MB", `{"items":"${"x".repeat(3 << 20)}"}`, "application/json", 413],
  ])("refuses %s", async (_, payload, type, status) => {
    const headers = { ...bearer("reader"), "content-type": type };
    const response = await api.inject({ method: "POST", url: "/v1/predictions", headers, payload });
    expect(response.statusCode).toBe(status);
    expect(Problem.parse(response.json()).status).toBe(status);
  });

  it("asks for a token, and for one that may", async () => {
    const nobody = await api.inject({ method: "POST", url: "/v1/predictions", payload: { items: [] } });
    expect(nobody.statusCode).toBe(401);
    expect(nobody.headers["www-authenticate"]).toBe("Bearer");
    expect(
      (await api.inject({ url: "/v1/model", headers: { authorization: "Bearer wrong" } })).statusCode,
    ).toBe(401);
    const activation = { method: "POST", url: `/v1/models/${SECOND}/activate` } as const;
    expect((await api.inject({ ...activation, headers: bearer("reader") })).statusCode).toBe(403);
    expect((await api.inject({ ...activation, headers: bearer("boss") })).statusCode).toBe(200);
  });

  it("takes new tokens at once, and old ones no more", async () => {
    expect((await post([{ features: FEATURES }])).statusCode).toBe(200);
    state.tokens = state.tokens.filter(({ name }) => name !== "reader");
    expect((await post([{ features: FEATURES }])).statusCode).toBe(401);
  });

  it("holds each token to its own rate", async () => {
    const statuses = [];
    for (let at = 0; at < 5; at += 1)
      statuses.push((await post([{ features: FEATURES }], "hasty")).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await post([{ features: FEATURES }])).statusCode).toBe(200);
  });

  it("activates a version by name, and goes back by name", async () => {
    const activate = (version: string) =>
      api.inject({ method: "POST", url: `/v1/models/${version}/activate`, headers: bearer("boss") });
    expect((await activate(SECOND)).statusCode).toBe(200);
    expect(await versionNow()).toBe(SECOND);
    expect((await activate("m-00000000000000ff")).statusCode).toBe(404);
    expect((await activate(DAMAGED)).statusCode).toBe(409);
    expect(await versionNow()).toBe(SECOND);
    await activate(FIRST);
    expect(await versionNow()).toBe(FIRST);
    const { versions } = (await api.inject({ url: "/v1/model", headers: bearer("reader") })).json();
    expect(versions).toEqual([FIRST, SECOND]);
  });

  describe("trainings", () => {
    it("run one at a time, and say how far they are", async () => {
      const begun = await ask("POST", "", {});
      expect(begun.statusCode).toBe(202);
      expect(begun.headers["location"]).toBe("/v1/trainings/job-1");
      expect((await ask("GET", "/job-1")).json()).toMatchObject({
        state: "running",
        progress: 0.5,
        version: null,
      });
      expect((await ask("POST", "", {})).statusCode).toBe(409);
      state.training.resolve("succeed");
      expect(await untilOver("/job-1")).toMatchObject({ state: "succeeded", progress: 1, version: FIRST });
      expect((await ask("POST", "", {})).statusCode).toBe(202);
    });

    it("can be cancelled", async () => {
      await ask("POST", "", {});
      expect((await ask("DELETE", "/job-1")).statusCode).toBe(202);
      expect(await untilOver("/job-1")).toMatchObject({ state: "cancelled", version: null });
      expect((await ask("DELETE", "/job-1")).statusCode).toBe(404);
    });

    it("say that they failed, and why to the log alone", async () => {
      await ask("POST", "", { seed: "nonsense" });
      state.training.resolve("fail");
      const job = await untilOver("/job-1");
      expect(job).toMatchObject({ state: "failed" });
      expect(JSON.stringify(job)).not.toContain("nonsense");
      expect(String(state.logged[0])).toContain("nonsense cannot be learnt");
    });

    it("are for whoever may train", async () => {
      const response = await api.inject({
        method: "POST",
        url: "/v1/trainings",
        headers: bearer("reader"),
        payload: {},
      });
      expect(response.statusCode).toBe(403);
      expect((await ask("GET", "/job-9")).statusCode).toBe(404);
    });
  });

  it("is alive without stores, not ready, and says when to try again", async () => {
    expect((await api.inject({ url: "/health/ready" })).statusCode).toBe(200);
    state.storesAreAway = true;
    expect((await api.inject({ url: "/health/live" })).statusCode).toBe(200);
    expect((await api.inject({ url: "/health/ready" })).statusCode).toBe(503);
    const response = await post([{ reviewId: "r1" }]);
    expect(response.statusCode).toBe(503);
    expect(response.headers["retry-after"]).toBe("1");
    expect((await post([{ features: FEATURES }])).statusCode).toBe(200);
  });

  it("does not wait for a store for ever", async () => {
    state.storesHang = true;
    expect((await post([{ reviewId: "r1" }])).statusCode).toBe(503);
  });

  it("refuses what is nested too deeply, and says so", async () => {
    const deep = `{"items":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const response = await api.inject({
      method: "POST",
      url: "/v1/predictions",
      headers: { ...bearer("reader"), "content-type": "application/json" },
      payload: deep,
    });
    expect(response.statusCode).toBe(400);
    expect(Problem.parse(response.json()).detail).toContain("deeper than 16");
  });

  it("answers a method that an address does not know with those that it knows", async () => {
    const response = await api.inject({ method: "PUT", url: "/v1/trainings/job-1" });
    expect(response.statusCode).toBe(405);
    expect(response.headers["allow"]).toBe("GET, DELETE");
  });

  it("is not ready before a model is active", async () => {
    const { app } = await startApi({ isTrained: false });
    expect((await app.inject({ url: "/health/ready" })).statusCode).toBe(503);
    expect((await app.inject({ url: "/v1/model", headers: bearer("reader") })).statusCode).toBe(503);
    await app.close();
  });

  it("says nothing of itself in errors and headers, and allows no other site", async () => {
    const responses = [
      await api.inject({ url: "/nothing/here" }),
      await api.inject({ url: "/v1/%zz" }),
      await api.inject({ url: `/v1/trainings/${"x".repeat(20_000)}` }),
      await api.inject({ url: "/v1/predictions", headers: bearer("reader") }),
      await post([{ reviewId: "r1" }]),
      await api.inject({
        method: "OPTIONS",
        url: "/v1/model",
        headers: { origin: "https://elsewhere.example" },
      }),
    ];
    for (const { headers, body } of responses) {
      expect(JSON.stringify(headers) + body).not.toMatch(/fastify|FST_|node_modules|\.ts:|at async/i);
      expect(headers["x-powered-by"]).toBeUndefined();
      expect(headers["access-control-allow-origin"]).toBeUndefined();
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
    expect(responses[0]!.statusCode).toBe(404);
  });

  it("keeps what went wrong for its log", async () => {
    const { app, state: ours } = await startApi();
    ours.tokens = null as never;
    const response = await app.inject({ url: "/v1/model", headers: bearer("reader") });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toMatch(/null|iterable|TypeError/);
    expect(ours.logged).toHaveLength(1);
    await app.close();
  });

  it("counts by route, never by address", async () => {
    await api.inject({ url: "/no/such/address/4711" });
    await post([{ features: FEATURES }]);
    const { body } = await api.inject({ url: "/metrics" });
    expect(body).toContain('route="/v1/predictions",status="200"');
    expect(body).not.toContain("4711");
  });

  it("counts what the model is asked and flags", async () => {
    await post([{ features: FEATURES }, { features: FEATURES.map((value) => -value) }]);
    const { body } = await api.inject({ url: "/metrics" });
    expect(body).toContain('model_predictions_total{flagged="true",service="model-api"} 1');
    expect(body).toContain('model_predictions_total{flagged="false",service="model-api"} 1');
    expect(body).toContain('model_scoring_duration_seconds_count{service="model-api"} 1');
    expect(body).toContain('http_requests_in_flight{service="model-api"} 1');
  });

  it("describes itself as OpenAPI 3.1, every answer declared", async () => {
    const { openapi, paths } = (await api.inject({ url: "/openapi.json" })).json();
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths).toSorted()).toEqual([
      "/health/live",
      "/health/ready",
      "/v1/model",
      "/v1/models/{version}/activate",
      "/v1/predictions",
      "/v1/trainings",
      "/v1/trainings/{id}",
    ]);
    expect(Object.keys(paths["/v1/predictions"].post.responses)).toEqual(
      expect.arrayContaining(["200", "400", "401", "403", "413", "415", "422", "429", "503"]),
    );
  });
});
