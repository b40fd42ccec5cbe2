import { array, assert, asyncProperty, constantFrom, double, oneof, record } from "fast-check";
import { expect, it } from "vitest";
import { createBoundHistogram } from "./bound-histogram.ts";
import { Histogram, Registry } from "./metrics.ts";

const BUCKETS = [0.001, 0.01, 0.1, 1];
const EITHER_SIDE = oneof(double({ min: 0, max: 2, noNaN: true }), constantFrom(...BUCKETS));

it("shows what prom-client's own histogram shows of the same observations", async () => {
  await assert(
    asyncProperty(
      array(record({ route: constantFrom("/a", 'with "quotes"'), value: EITHER_SIDE })),
      async (observations) => {
        const [ours, theirs] = [new Registry(), new Registry()];
        ours.setDefaultLabels({ service: "test" });
        theirs.setDefaultLabels({ service: "test" });
        const names = { name: "seconds", help: "Seconds" };
        const bound = createBoundHistogram({ ...names, buckets: BUCKETS, registry: ours });
        const own = new Histogram({ ...names, buckets: BUCKETS, labelNames: ["route"], registers: [theirs] });
        const series = new Map<string, ReturnType<typeof bound.bind>>();
        for (const { route, value } of observations) {
          const one = series.get(route) ?? bound.bind({ route });
          series.set(route, one);
          one.observe(value);
          own.observe({ route }, value);
        }
        expect(linesOf(await ours.metrics())).toEqual(linesOf(await theirs.metrics()));
      },
    ),
  );
});

/** Neither the order of series nor that of labels means anything. */
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) =>
      line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(",").toSorted().join()}}`),
    )
    .toSorted();
