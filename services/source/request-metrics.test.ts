import { expect, test } from "vitest";
import { Registry } from "@atelier/platform/metrics.ts";
import { noJournal } from "./adapters/tick-journal.ts";
import { AUTHORISED, buildSmallSource } from "./testing/small-source.ts";

test("requests to all origins are counted by route, whatever addresses strangers make up", async () => {
  const registry = new Registry();
  const source = buildSmallSource({}, noJournal, registry);
  for (const url of ["/", "/robots.txt", "/made-up/1", "/made-up/2", "/_lab/truth"])
    await source.site.inject({ url });
  await source.partner.inject({ url: "/v1/commandes?limite=2", headers: AUTHORISED });
  await source.registry.inject({ url: "/" });
  const counts = (await registry.metrics())
    .split("\n")
    .filter((line) => line.startsWith("http_request_duration_seconds_count"));
  expect(counts).toEqual([
    'http_request_duration_seconds_count{method="GET",route="/",status="200"} 1',
    'http_request_duration_seconds_count{method="GET",route="/robots.txt",status="200"} 1',
    'http_request_duration_seconds_count{method="GET",route="none",status="404"} 3',
    'http_request_duration_seconds_count{method="GET",route="/v1/commandes",status="200"} 1',
    'http_request_duration_seconds_count{method="GET",route="/",status="302"} 1',
  ]);
});
