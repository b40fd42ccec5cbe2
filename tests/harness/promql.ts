// A Prometheus as its HTTP API shows it: https://prometheus.io/docs/prometheus/2.42/querying/api/
import { z } from "zod";

const answerOf = <S extends z.ZodType>(data: S) => z.object({ status: z.literal("success"), data });
const Matrix = answerOf(
  z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
);
const Targets = answerOf(
  z.object({
    activeTargets: z.array(
      z.object({ labels: z.record(z.string(), z.string()), health: z.string(), lastError: z.string() }),
    ),
  }),
);
const Rules = answerOf(
  z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ name: z.string(), type: z.string(), health: z.string() })) }),
    ),
  }),
);

export interface Target {
  readonly service: string;
  readonly health: string;
  readonly lastError: string;
}

export interface PromQl {
  /** How many finite values the query has had since `fromSeconds`. @throws Error when it is no valid query */
  values(query: string, fromSeconds: number): Promise<number>;
  targets(): Promise<Target[]>;
  rules(): Promise<{ name: string; type: string; health: string }[]>;
}

const STEP_SECONDS = 2;

export function openPromQl(url: string): PromQl {
  async function get<S extends z.ZodType>(schema: S, path: string): Promise<z.output<S>> {
    const answer = await fetch(new URL(path, url));
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return schema.parse(await answer.json());
  }
  return {
    async values(query, fromSeconds) {
      const now = Date.now() / 1000;
      const search = new URLSearchParams({
        query,
        start: String(fromSeconds),
        end: String(now),
        step: String(STEP_SECONDS),
      });
      const { data } = await get(Matrix, `/api/v1/query_range?${search.toString()}`);
      return data.result.flatMap(({ values }) => values).filter(([, value]) => Number.isFinite(Number(value)))
        .length;
    },
    async targets() {
      const { data } = await get(Targets, "/api/v1/targets?state=active");
      return data.activeTargets.map(({ labels, health, lastError }) => ({
        service: labels["service"] ?? "",
        health,
        lastError,
      }));
    },
    async rules() {
      const { data } = await get(Rules, "/api/v1/rules");
      return data.groups.flatMap(({ rules }) => rules);
    },
  };
}
