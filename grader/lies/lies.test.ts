import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HTTP_LIES, lieAbout } from "./bodies.ts";
import { startLyingProxy } from "./lying-proxy.ts";
import { STDIN_LIES, wrapper, type StdinLie } from "./wrapper.ts";

function through(lie: StdinLie | undefined, script: string): { out: string; code: number } {
  const [program = "", ...words]: string[] = JSON.parse(wrapper(lie));
  try {
    return { out: execFileSync(program, [...words, "sh", "-c", script], { encoding: "utf8" }), code: 0 };
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number };
    return { out: stdout, code: status };
  }
}

describe("a wrapper around a program", () => {
  it("that does not lie passes output and verdict on", () => {
    expect(through(undefined, "printf '1\\n2\\n'; exit 3")).toEqual({ out: "1\n2\n", code: 3 });
  });

  it.each([
    ["dropped", "1\n2\n"],
    ["repeated", "1\n1\n2\n2\n3\n3\n"],
    ["corrupted", "2\n3\n4\n"],
    ["late", "3\n2\n1\n"],
    ["empty", ""],
  ] as const)("has output %s", (lie, out) => {
    expect(through(lie, "printf '1\\n2\\n3\\n'")).toEqual({ out, code: 0 });
  });

  it.each(STDIN_LIES)("leaves the verdict as it is, output %s", (lie) => {
    expect(through(lie, "echo 1; exit 4").code).toBe(4);
  });
});

describe("a lie about a body", () => {
  const json = Buffer.from(
    JSON.stringify({
      avis: [
        { id: "A1", note: 4 },
        { id: "A2", note: 5 },
      ],
      suivante: 2,
    }),
  );
  const told = (lie: (typeof HTTP_LIES)[number]) =>
    JSON.parse(lieAbout(json, "application/json", "/xhr", lie).toString());

  it("drops, repeats, empties or corrupts lists in JSON", () => {
    expect(told("dropped").avis).toHaveLength(1);
    expect(told("repeated").avis).toHaveLength(3);
    expect(told("empty").avis).toEqual([]);
    expect(told("corrupted").avis[0]).toEqual({ id: "A2", note: 5 });
    expect(told("refused").avis).toHaveLength(2);
  });

  it("touches what a page says, and not its markup", () => {
    const page = Buffer.from('<ul><li class="c1">12,50 €</li><li class="c1">3</li></ul>', "latin1");
    const say = (lie: (typeof HTTP_LIES)[number]) => lieAbout(page, "text/html", "/", lie).toString("latin1");
    expect(say("corrupted")).toContain('<li class="c1">23,61');
    expect(say("dropped")).toBe(
      '<ul><li class="c1">12,50 €</li></ul>'.replace("€", page.toString("latin1").match(/50 (.+?)</)![1]!),
    );
    expect(say("empty")).toBe("<ul></ul>");
  });

  it("reaches lines that were compressed", () => {
    const lines = gzipSync("head\n1\n2\n");
    expect(gunzipSync(lieAbout(lines, "application/gzip", "/prix.jsonl.gz", "dropped")).toString()).toBe(
      "head\n1\n",
    );
  });

  it.each(HTTP_LIES)("leaves an image as it is (%s)", (lie) => {
    const image = Buffer.from([0, 1, 2, 3]);
    expect(lieAbout(image, "image/png", "/a.png", lie)).toEqual(image);
  });
});

describe("a lying proxy", () => {
  it("shows its own addresses, lies when told to, and goes nowhere else", async () => {
    const source = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ path: request.url, at: [`http://${request.headers.host}/next`, "x"] }));
    });
    source.listen(0, "127.0.0.1");
    await once(source, "listening");
    const origin = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
    const proxy = await startLyingProxy([origin]);
    const get = async (path = "/list?page=1") => {
      const answer = await fetch(proxy.urls[0] + path);
      return { status: answer.status, body: await answer.text() };
    };
    expect(JSON.parse((await get()).body)).toEqual({
      path: "/list?page=1",
      at: [`${proxy.urls[0]}/next`, "x"],
    });
    for (const path of ["//", "//elsewhere/list"]) {
      expect(JSON.parse((await get(path)).body)).toMatchObject({ path });
    }
    proxy.tell("dropped");
    expect(JSON.parse((await get()).body).at).toHaveLength(1);
    expect(proxy.requests()).toBe(1);
    proxy.tell("refused");
    expect((await get()).status).toBe(500);
    await proxy.close();
    source.close();
  });
});
