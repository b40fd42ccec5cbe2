import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
import { serve, type SourceUrls } from "./serve.ts";
import { AUTHORISED, buildSmallSource } from "./testing/small-source.ts";

const FREE = { site: 0, partner: 0, registry: 0 };

test("three origins listen on loopback, and close with their streams when told", async () => {
  const controller = new AbortController();
  const announced = Promise.withResolvers<SourceUrls>();
  const running = serve(
    buildSmallSource(),
    { listenHost: "127.0.0.1", ports: FREE, tickEveryMs: null },
    announced.resolve,
    controller.signal,
  );
  const urls = await announced.promise;
  expect(new Set(Object.values(urls).map((url) => new URL(url).port)).size).toBe(3);
  for (const url of Object.values(urls)) expect(new URL(url).hostname).toBe("127.0.0.1");
  const stream = await fetch(`${urls.partnerUrl}/v1/flux`, { headers: AUTHORISED });
  controller.abort();
  expect(await stream.text()).toContain("fin-du-monde");
  await running;
  await expect(fetch(urls.siteUrl)).rejects.toThrow("fetch failed");
});

test("the world evolves by itself when asked to", async () => {
  const controller = new AbortController();
  const third = Promise.withResolvers<void>();
  const source = buildSmallSource();
  const ticks: number[] = [];
  const watched = {
    ...source,
    tickByClock: () => {
      const tick = source.tick();
      ticks.push(tick);
      if (tick === 3) third.resolve();
    },
  };
  const running = serve(
    watched,
    { listenHost: "127.0.0.1", ports: FREE, tickEveryMs: 1 },
    () => undefined,
    controller.signal,
  );
  await third.promise;
  controller.abort();
  await running;
  expect(ticks.slice(0, 3)).toEqual([1, 2, 3]);
});

test("a taken port is a configuration error that names it", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const running = serve(
    buildSmallSource(),
    { listenHost: "127.0.0.1", ports: { ...FREE, partner: port }, tickEveryMs: null },
    () => undefined,
    new AbortController().signal,
  );
  await expect(running).rejects.toThrow(ConfigError);
  await expect(running).rejects.toThrow(String(port));
  other.close();
});
