// The stream is tried over a real connection: it never ends by itself.
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { afterEach, expect, test } from "vitest";
import { EVENT_BODIES } from "@atelier/contracts/source.ts";
import { AUTHORISED, buildSmallSource, type SmallSource } from "./testing/small-source.ts";

const sources: SmallSource[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
});

async function listen(source: SmallSource): Promise<string> {
  sources.push(source);
  return source.partner.listen({ host: "127.0.0.1", port: 0 });
}

async function open(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/v1/flux`, { headers: { ...AUTHORISED, ...headers } });
  const reader = response.body!.getReader();
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => void waiting.push(event) });
  const decoder = new TextDecoder();
  /** Reads up to the mark, or to the end of the stream. */
  return async (): Promise<EventSourceMessage[]> => {
    for (;;) {
      const mark = waiting.findIndex((event) => event.event === "fin-du-monde");
      if (mark >= 0) return waiting.splice(0, mark + 1);
      const { done, value } = await reader.read();
      if (done) return waiting.splice(0);
      parser.feed(decoder.decode(value, { stream: true }));
    }
  };
}

const outline = (events: EventSourceMessage[]) => events.map((event) => `${event.id} ${event.event}`);

test("the backlog, its end, then what each tick adds and its end", async () => {
  const source = buildSmallSource();
  const next = await open(await listen(source));
  const backlog = await next();
  expect(outline(backlog)).toEqual(["1 avis", "2 prix", "3 effacement", "3 fin-du-monde"]);
  source.tick();
  const live = await next();
  expect(outline(live)).toEqual(["4 prix", "4 fin-du-monde"]);
  for (const { event, data } of [...backlog, ...live]) {
    EVENT_BODIES[event as keyof typeof EVENT_BODIES].parse(JSON.parse(data));
  }
  expect(JSON.parse(live[1]!.data)).toEqual({ recu_le: "2026-03-01T09:00:00.000Z", tick: 1 });
});

test.each([
  ["2", ["3 effacement", "3 fin-du-monde"]],
  ["3", ["3 fin-du-monde"]],
  ["99", ["3 fin-du-monde"]],
  ["x", ["1 avis", "2 prix", "3 effacement", "3 fin-du-monde"]],
])("a client that has seen %s resumes after it", async (lastEventId, expected) => {
  const next = await open(await listen(buildSmallSource()), { "last-event-id": lastEventId });
  expect(outline(await next())).toEqual(expected);
});

test("a client that was away for some ticks gets them all and one mark", async () => {
  const source = buildSmallSource();
  const url = await listen(source);
  source.tick();
  source.tick();
  const next = await open(url, { "last-event-id": "3" });
  expect(outline(await next())).toEqual(["4 prix", "5 prix", "5 fin-du-monde"]);
});

test("a cut stream is resumed without loss, whatever the cuts", async () => {
  const cut = { reset: 1 };
  const source = buildSmallSource({ faults: { site: {}, registry: {}, partner: cut } });
  for (let n = 0; n < 300; n += 1) source.tick();
  const url = await listen(source);
  const ids: string[] = [];
  for (let attempts = 0; ids.length < 303; attempts += 1) {
    expect(attempts, "connections before the end of the backlog").toBeLessThan(50);
    const next = await open(url, { "last-event-id": ids.at(-1) ?? "0" });
    ids.push(
      ...(await next()).filter((event) => event.event !== "fin-du-monde").map((event) => event.id ?? ""),
    );
  }
  expect(ids).toEqual(Array.from({ length: 303 }, (_, index) => String(index + 1)));
});

test("stopping the source ends its streams", async () => {
  const source = buildSmallSource();
  const next = await open(await listen(source));
  await next();
  const end = next();
  await source.close();
  expect(await end).toEqual([]);
});
