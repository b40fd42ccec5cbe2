// A real run watched by a real Prometheus: every target is up, every query of every dashboard and every recording rule has data,
// what services show is what the documents say, and what would fill the disk is refused.
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { completeMetricsPorts, withMetrics } from "@atelier/cli/kit/metrics-ports.ts";
import { dashboardSpec, modelApiSpec, scorerSpec, trainerSpec } from "@atelier/cli/pipeline.ts";
import { firstLine, type ServiceSpec } from "@atelier/cli/processes/service-process.ts";
import { stopEngines } from "@atelier/engines/engines.ts";
import { startMonitoring, type Monitoring, type Target } from "@atelier/engines/monitoring.ts";
import { hashToken } from "@atelier/platform/tokens.ts";
import { readExposition, unboundedLabels, type Family } from "../harness/exposition.ts";
import { CONSUMERS, openLab, type Lab } from "../harness/lab.ts";
import { machine } from "../harness/machine.ts";
import { FEATURE_COUNT, TrainingJob } from "@atelier/contracts/model-api.ts";
import { queries, readDocumentedMetrics, recorded } from "../harness/monitoring-files.ts";
import { openPromQl, type PromQl } from "../harness/promql.ts";
import { waitUntil } from "../harness/wait-until.ts";

/** Ticks that bring a window of 500 reviews. */
const TICKS_OF_A_WINDOW = 50;

/** True of a good run too, where others take the processor, or before services are started. */
const ABOUT_THE_MACHINE = new Set([
  "ApiLatencyBudgetBurns",
  "ConsumerLagGrowing",
  "ConsumerStuck",
  "EventLoopDelayed",
  "ServiceDown",
  "StoreSlow",
]);

describe("a watched run", () => {
  let lab: Lab;
  let monitoring: Monitoring;
  let prometheus: PromQl;
  let targets: Target[];
  let beganAt: number;
  let api: Awaited<ReturnType<typeof startApi>> | undefined;

  beforeAll(async () => {
    lab = await openLab("monitoring");
    const ports = await completeMetricsPorts({});
    targets = Object.entries(ports).map(([service, port]) => ({ service, port }));
    monitoring = await startMonitoring({ stateDir: join(lab.folder, "engines"), scrapeIntervalSeconds: 1 });
    prometheus = openPromQl(monitoring.prometheusUrl);
    beganAt = Date.now() / 1000;
    await monitoring.watch(targets);

    await lab.open({ seed: "monitoring", scale: 0.1, metricsPort: ports["source"] ?? 0 });
    const start = (spec: ServiceSpec) => lab.services.start(withMetrics(spec, ports));
    for (const name of CONSUMERS) await start(lab.specOf(name, { INTEGRITY_EVERY_MS: "5000" }));
    await lab.services.complete(withMetrics(lab.specOf("scraper"), ports));
    await lab.settle();
    await start(lab.specOf("scraper", { SCRAPER_MODE: "scheduled" }));
    await lab.services.complete(lab.modelSpecOf(trainerSpec));
    await start(lab.modelSpecOf(scorerSpec));
    api = await startApi(lab);
    await start(
      lab.modelSpecOf((context, environment) =>
        dashboardSpec(context, environment, join(lab.folder, "tokens.json")),
      ),
    );
    targets.push({ service: "model-api", port: api.port });
    await monitoring.watch(targets);
  });
  afterAll(async () => {
    await api?.stop();
    if (lab) await stopEngines(join(lab.folder, "engines"));
    await lab?.close();
  });

  it("has every target up, as Prometheus' own page of targets says", async () => {
    const expected = ["prometheus", "alertmanager", ...targets.map(({ service }) => service)].toSorted();
    let seen: unknown;
    await waitUntil(
      "all targets up",
      async () => {
        const found = await prometheus.targets();
        seen = found;
        const up = found.filter(({ health }) => health === "up").map(({ service }) => service);
        return up.length === expected.length && found.length === expected.length ? up : undefined;
      },
      { seen: () => JSON.stringify(seen) },
    );
    expect((await prometheus.targets()).map(({ service }) => service).toSorted()).toEqual(expected);
  });

  it("evaluates every rule without an error", async () => {
    const evaluated = await prometheus.rules();
    expect(
      evaluated
        .filter(({ type }) => type === "recording")
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(recorded.map(({ where }) => where).toSorted());
    await waitUntil(
      "all rules to be evaluated",
      async () => (await prometheus.rules()).every(({ health }) => health === "ok") || undefined,
    );
  });

  it("has data for every query of every panel, and for every recording rule", async () => {
    // Counters that were born at what they are now have no rate: the world goes on.
    for (let ticks = 0; ticks < TICKS_OF_A_WINDOW; ticks += 1) await lab.tick();
    for (const seed of ["one", "two"]) await api!.train(seed);
    let without = [...queries, ...recorded];
    const look = async () => {
      const found = await Promise.all(without.map(({ query }) => prometheus.values(query, beganAt)));
      without = without.filter((_, index) => found[index] === 0);
      return without;
    };
    expect(await untilEmpty("data for every query", look, 180_000)).toEqual([]);
  });

  it("sees consumers fall behind and catch up", async () => {
    expect(await prometheus.values("group:consumer_lag_records:sum > 0", beganAt)).toBeGreaterThan(0);
    const latest = () => prometheus.values("sum(consumer_lag_records) == 0", Date.now() / 1000);
    expect(await waitUntil("no lag", async () => (await latest()) || undefined)).toBe(1);
  });

  it("has no alert about a run in good health", async () => {
    const names = (await prometheus.rules())
      .filter(({ type }) => type === "alerting")
      .map(({ name }) => name);
    const fired = await Promise.all(
      names
        .filter((name) => !ABOUT_THE_MACHINE.has(name))
        .map(async (name) => {
          const query = `ALERTS{alertname="${name}", alertstate="firing"}`;
          return (await prometheus.values(query, beganAt)) > 0 ? [name] : [];
        }),
    );
    expect(fired.flat()).toEqual([]);
  });

  it("shows what docs/metrics.md says, and no label that grows without bound", async () => {
    const shown = await Promise.all(targets.map(({ port }) => readMetrics(port)));
    expect(shown.flatMap(unboundedLabels)).toEqual([]);
    const documented = await readDocumentedMetrics();
    const served = new Map<string, string>();
    for (const { name, type, series } of shown.flat()) {
      if (/^(process|nodejs)_/.test(name) || series.length === 0) continue;
      const labels = new Set(series.flatMap((labelled) => Object.keys(labelled)));
      for (const given of ["service", "le"]) labels.delete(given);
      served.set(name, `${type} ${[...labels].toSorted().join(" ")}`);
    }
    expect(Object.fromEntries(served)).toEqual(Object.fromEntries(documented));
  });

  it("refuses a service whose labels have no bound, and tells of it through Alertmanager", async () => {
    const rogue = await serveText(`visits_total{address="https://${"a".repeat(200)}.example"} 1\n`);
    try {
      const { port } = rogue.address() as AddressInfo;
      await monitoring.watch([...targets, { service: "rogue", port }]);
      const found = await waitUntil("the rogue's target to fail", async () =>
        (await prometheus.targets()).find(({ service, health }) => service === "rogue" && health === "down"),
      );
      expect(found.lastError).toContain("label_value_length_limit");
      const alert = await waitUntil("the alert", () => findAlert(monitoring.alertmanagerUrl, "rogue"), {
        deadlineMs: 150_000,
      });
      expect(alert.labels).toMatchObject({ alertname: "ServiceDown", severity: "critical" });
    } finally {
      rogue.close();
      await monitoring.watch(targets);
    }
  });

  it("names the cause of a drift in one alert, and holds back what follows from it", async () => {
    const drifted = await serveText('model_drift_psi{feature="priceLevel"} 0.9\nmodel_drift_score_psi 0.6\n');
    const { alertmanagerUrl } = monitoring;
    try {
      await monitoring.watch([{ service: "scorer", port: (drifted.address() as AddressInfo).port }]);
      const found = await waitUntil(
        "the alerts of a drift",
        async () => {
          const alerts = (await readAlerts(alertmanagerUrl)).filter(
            ({ labels }) => labels["about"] === "drift",
          );
          return alerts.length === 3 && alerts.filter(isHeldBack).length === 2 ? alerts : undefined;
        },
        { deadlineMs: 180_000 },
      );
      const namesOf = (alerts: typeof found) =>
        alerts.map(({ labels }) => labels["alertname"] ?? "").toSorted();
      expect(namesOf(found.filter(isHeldBack))).toEqual(["PrecisionSuspect", "ScoreDrift"]);
      expect(namesOf(found.filter((alert) => !isHeldBack(alert)))).toEqual(["DriftPrices"]);
    } finally {
      drifted.close();
      await monitoring.watch(targets);
    }
  });
});

/** What is left at the deadline; nothing, when all went well. */
async function untilEmpty<T>(what: string, look: () => Promise<T[]>, deadlineMs: number): Promise<T[]> {
  let left: T[] = [];
  await waitUntil(
    what,
    async () => {
      left = await look();
      return left.length === 0 || undefined;
    },
    { deadlineMs, seen: () => JSON.stringify(left, null, 1) },
  );
  return left;
}

async function readMetrics(port: number): Promise<Family[]> {
  return readExposition(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
}

/** The API with a client that asks it for predictions, well and badly, until it is told to stop. */
async function startApi(lab: Lab): Promise<{
  port: number;
  train: (seed: string) => Promise<void>;
  stop: () => Promise<void>;
}> {
  const tokensFile = join(lab.folder, "tokens.json");
  const sha256 = hashToken("token").toString("hex");
  await writeFile(
    tokensFile,
    JSON.stringify([{ name: "test", sha256, scopes: ["admin"], requestsPerMinute: 100_000 }]),
  );
  const api = await lab.services.start(lab.modelSpecOf((...given) => modelApiSpec(...given, tokensFile)));
  const { url } = JSON.parse(await firstLine(api.process, machine.interrupted)) as { url: string };
  // By features: a review may be forgotten meanwhile.
  const items = Array.from({ length: 20 }, () => ({ features: Array(FEATURE_COUNT).fill(0) }));
  const body = JSON.stringify({ items });
  const stopped = new AbortController();
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(new URL("/v1/predictions", url), { method: "POST", headers, body });
    await answer.text();
  };
  const asking = (async () => {
    while (!stopped.signal.aborted) {
      await ask("token");
      await ask("wrong");
    }
  })();
  asking.catch(() => undefined);
  return {
    port: Number(new URL(url).port),
    async train(seed) {
      const headers = { authorization: "Bearer token", "content-type": "application/json" };
      const begun = await fetch(new URL("/v1/trainings", url), {
        method: "POST",
        headers,
        body: JSON.stringify({ seed }),
      });
      const { id } = TrainingJob.parse(await begun.json());
      const ended = await waitUntil("the training to end", async () => {
        const job = TrainingJob.parse(
          await (await fetch(new URL(`/v1/trainings/${id}`, url), { headers })).json(),
        );
        return job.state === "running" ? undefined : job;
      });
      expect(ended.state).toBe("succeeded");
    },
    async stop() {
      stopped.abort();
      await asking;
    },
  };
}

async function serveText(text: string): Promise<Server> {
  const server = createServer((_request, response) => response.end(text));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return server;
}

const Alerts = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    status: z.object({ state: z.string(), inhibitedBy: z.array(z.string()) }),
  }),
);
type Alert = z.infer<typeof Alerts>[number];

async function readAlerts(alertmanagerUrl: string): Promise<Alert[]> {
  const answer = await fetch(new URL("/api/v2/alerts", alertmanagerUrl));
  return Alerts.parse(await answer.json());
}

const isHeldBack = ({ status }: Alert): boolean =>
  status.state === "suppressed" && status.inhibitedBy.length > 0;

async function findAlert(alertmanagerUrl: string, service: string): Promise<Alert | undefined> {
  return (await readAlerts(alertmanagerUrl)).find(({ labels }) => labels["service"] === service);
}
