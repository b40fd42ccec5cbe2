// Figures written by hand, and the dashboard over them: what the unit tests look at.
import { RetryableError } from "@atelier/platform/errors.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { hashToken, type TokenEntry } from "@atelier/platform/tokens.ts";
import { buildApp } from "../app.ts";
import { FIGURES, type FigureName, type Figures } from "../figures.ts";
import { createSessions } from "../sessions.ts";

export const HOSTILE = `<script>alert("1")</script>&'`;
const AT = new Date("2026-03-04T13:05:00.000Z");

/** Every figure has another value, so that none can stand for its neighbour. */
export const VALUES = Object.fromEntries(
  (Object.keys(FIGURES) as FigureName[]).map((name, at) => [name, 1000 + at]),
) as Record<FigureName, number>;

export const FULL: Figures = {
  takenAt: AT,
  values: VALUES,
  series: {
    months: [
      { month: "2026-03", reviews: 12 },
      { month: "2026-02", reviews: 30 },
    ],
    categories: [{ category: HOSTILE, products: 2, reviews: 7 }],
    freshness: [{ kind: "reviews", rows: 42, newest: AT }],
    completeness: [{ kind: "products", field: "image", present: 3, total: 4, share: 0.75 }],
    rejects: [
      { kind: "reviews", rule: "rating-out-of-range", rejects: 5 },
      { kind: "reviews", rule: HOSTILE, rejects: 1 },
    ],
    repairs: [{ rule: "mojibake", repairs: 9 }],
    integrity: [{ name: "orders-add-up", violations: 2, checked_at: AT }],
    ratings: [{ rating: 5, reviews: 20, flagged: 6 }],
    scores: [{ bucket: 0, reviews: 14 }],
    products: [{ name: HOSTILE, reviews: 8, flagged: 3 }],
    trainings: [
      {
        version: "m-0123456789abcdef",
        trained_at: AT,
        backend: "wasm",
        labelled: 361,
        pr_auc_test: 0.7125,
        energy_joules: 148.3,
        grams_co2e: 0.00132,
        active: true,
      },
    ],
  },
};

export const EMPTY: Figures = {
  takenAt: AT,
  values: Object.fromEntries(Object.keys(FIGURES).map((name) => [name, 0])) as Record<FigureName, number>,
  series: {
    months: [],
    categories: [],
    freshness: [{ kind: "reviews", rows: 0, newest: null }],
    completeness: [],
    rejects: [],
    repairs: [],
    integrity: [],
    ratings: [],
    scores: [],
    products: [],
    trainings: [],
  },
};

const entry = (name: string, scopes: TokenEntry["scopes"]): TokenEntry => ({
  name,
  sha256: hashToken(`token-${name}`),
  scopes,
  requestsPerMinute: 100,
});

/** The application and what a test may change under it. */
export async function openDashboard({ isPublic = false } = {}) {
  const state = {
    figures: FULL,
    storeIsAway: false,
    isBroken: false,
    tokens: [entry("reader", ["read"]), entry("boss", ["admin"]), entry("caller", ["predict"])],
    nowMs: 0,
    logged: [] as unknown[],
    sessions: 0,
  };
  const look = () => {
    if (state.storeIsAway) throw new RetryableError("postgres-unreachable", "PostgreSQL does not answer");
    if (state.isBroken) throw new Error("secret of the inside");
  };
  const app = await buildApp({
    async figures() {
      look();
      return state.figures;
    },
    ping: async () => look(),
    isPublic,
    tokens: () => state.tokens,
    sessions: createSessions({
      drawId: () => `session-${(state.sessions += 1)}`,
      nowMs: () => state.nowMs,
    }),
    metrics: createMetrics("dashboard"),
    log: { error: (fields: unknown) => void state.logged.push(fields) },
  });
  const login = (token: string, language = "fr") =>
    app.inject({
      method: "POST",
      url: `/${language}/login`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: new URLSearchParams({ token }).toString(),
    });
  const signedIn = async () => {
    const [session] = (await login("token-reader")).cookies;
    if (!session) throw new Error("the token is not taken");
    return { [session.name]: session.value };
  };
  return { app, state, login, signedIn };
}
