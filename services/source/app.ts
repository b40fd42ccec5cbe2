// Puts a source together: one world on its shelves, three origins around them. Does not listen.
import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry } from "@atelier/platform/metrics.ts";
import { createRequestDurations, measureRequests } from "@atelier/platform/request-metrics.ts";
import type { Drift, World } from "@atelier/world/listing.ts";
import type { TickJournal } from "./adapters/tick-journal.ts";
import type { AuditSink } from "./audit.ts";
import type { SourceConfig } from "./config.ts";
import { createEventStream } from "./event-stream.ts";
import { createFaults } from "./faults.ts";
import { addGate, type GateDeps } from "./gate.ts";
import { createKeyCheck } from "./keys.ts";
import { answerLab } from "./lab.ts";
import { errorPage } from "./pages/plain.ts";
import { registryLayout } from "./pages/registry.ts";
import { addPartner } from "./partner.ts";
import { createRateLimit } from "./rate-limit.ts";
import { addRegistry } from "./registry.ts";
import { createResourceCache, createResourceMaker } from "./resource.ts";
import { REGISTRY_RATE, SITE_RATE } from "./robots.ts";
import { createServer, type SendError } from "./server.ts";
import { createShelves } from "./shelves.ts";
import { addSite } from "./site.ts";

export interface SourceDeps {
  readonly world: World;
  readonly audit: AuditSink;
  readonly journal: TickJournal;
  /** What the lab's paths show in practice; null in an exam. */
  readonly lab: PracticeLines | null;
  /** Null: nothing is measured. */
  readonly metrics: Registry | null;
  readonly sinceStartMs: () => number;
  /** Hears of failures that are the source's own. */
  readonly log: Pick<Logger, "error">;
  readonly delay: (ms: number) => Promise<void>;
}

interface PracticeLines {
  readonly auditLines: () => Iterable<string>;
  /** @param drifts the drift that was in force at each tick */
  readonly truthLines: (ticks: number, drifts: readonly Drift[]) => Iterable<string>;
}

export interface Source {
  readonly site: FastifyInstance;
  readonly partner: FastifyInstance;
  readonly registry: FastifyInstance;
  /** Evolves the world once and returns the tick; `drift` is in force from then on. */
  tick(drift?: Drift): number;
  /** The same by the world's own clock, unless it is held. */
  tickByClock(): void;
  /** To be called every some seconds: keeps quiet event streams open. */
  keepAlive(): void;
  close(): Promise<void>;
}

export function buildApp(config: SourceConfig, deps: SourceDeps): Source {
  const { world } = deps;
  const report = (error: Error) => deps.log.error({ err: error }, "a request failed");
  const secret = createHmac("sha256", Buffer.from(config.secret, "hex")).update("source").digest();
  const shelves = createShelves(world);
  const events = createEventStream(shelves);
  const make = createResourceMaker(secret);
  const cache = createResourceCache();
  const rateAnnounced = config.politeness === "enforced";
  const isLabKey = createKeyCheck(config.labKey);
  const { epoch } = world;

  const html = "text/html; charset=utf-8";
  const siteError = errorSender(html, (status) => errorPage(ERROR_TITLES[status] ?? "Erreur"));
  const registryError = errorSender(html, (status) =>
    registryLayout(`<p>${ERROR_TITLES[status] ?? "Erreur"}</p>`),
  );
  const partnerError = errorSender("application/json; charset=utf-8", (status) =>
    JSON.stringify({ erreur: ERROR_TITLES[status] ?? "Erreur" }),
  );
  const gate = (origin: GateDeps["origin"], sendError: SendError): GateDeps => ({
    origin,
    shelves,
    audit: deps.audit,
    drawFault: createFaults(secret, origin, config.faults[origin]),
    checkRate: !rateAnnounced || origin === "partner" ? null : createRateLimit(RATES[origin]),
    isLabKey,
    sendError,
    sinceStartMs: deps.sinceStartMs,
    delay: deps.delay,
  });

  const drifts: Drift[] = [];
  function evolve(drift: Drift): void {
    shelves.apply(world.delta(shelves.tick + 1, drift));
    drifts.push(drift);
  }
  function tick(drift: Drift = drifts.at(-1) ?? config.drift): number {
    deps.journal.append(drift);
    evolve(drift);
    events.notify();
    return shelves.tick;
  }
  for (const drift of deps.journal.past) evolve(drift);
  let heldUntilMs = 0;
  function hold(seconds: number): number {
    heldUntilMs = deps.sinceStartMs() + seconds * 1000;
    return shelves.tick;
  }

  const practice = deps.lab;
  const lab = {
    tick,
    hold: practice && hold,
    auditLines: practice && practice.auditLines,
    truthLines: practice && (() => practice.truthLines(shelves.tick, drifts)),
  };
  const site = createServer(siteError, report);
  addGate(site, gate("site", siteError));
  addSite(site, { shelves, epoch, secret, rateAnnounced, cache, make, sendError: siteError });
  site.setNotFoundHandler((request, reply) => {
    const answered = reply.fromLab ? answerLab(request, reply, lab) : undefined;
    return answered ?? siteError(reply, 404);
  });

  const partner = createServer(partnerError, report);
  addGate(partner, gate("partner", partnerError));
  const isPartnerKey = createKeyCheck(config.partnerKey);
  addPartner(partner, { world, shelves, events, isPartnerKey, cache, make, sendError: partnerError });
  partner.setNotFoundHandler((_request, reply) => partnerError(reply, 404));

  const registry = createServer(registryError, report);
  addGate(registry, gate("registry", registryError));
  addRegistry(registry, { shelves, epoch, rateAnnounced, make, sendError: registryError });
  registry.setNotFoundHandler((_request, reply) => registryError(reply, 404));

  if (deps.metrics) {
    const durations = createRequestDurations(deps.metrics);
    for (const origin of [site, partner, registry]) measureRequests(origin, durations);
  }
  return {
    site,
    partner,
    registry,
    tick,
    tickByClock() {
      if (deps.sinceStartMs() >= heldUntilMs) tick();
    },
    keepAlive: events.keepAlive,
    async close() {
      events.close();
      await Promise.all([site.close(), partner.close(), registry.close()]);
    },
  };
}

const RATES = { site: SITE_RATE, registry: REGISTRY_RATE };

const ERROR_TITLES: Readonly<Record<number, string>> = {
  400: "Demande incorrecte",
  401: "Clé absente ou fausse",
  403: "Accès refusé",
  404: "Page introuvable",
  413: "Demande trop longue",
  429: "Trop de demandes",
  503: "Service momentanément indisponible",
};

function errorSender(contentType: string, body: (status: number) => string): SendError {
  const bodies = new Map<number, Buffer>();
  return (reply: FastifyReply, status: number) => {
    const bytes = bodies.get(status) ?? Buffer.from(body(status));
    bodies.set(status, bytes);
    return reply.code(status).header("content-type", contentType).send(bytes);
  };
}
