import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import { makeReference } from "@atelier/model/drift/reference.ts";
import type { Network } from "@atelier/model/network.ts";
import { scored, spread } from "@atelier/model/testing/scored.ts";
import { openRegistry, type Registry } from "./registry.ts";

const inputs = FEATURE_NAMES.length;
const network = (weight: number): Network => ({
  mean: new Float32Array(inputs).fill(0.25),
  deviation: new Float32Array(inputs).fill(2),
  layers: [
    { inputs, outputs: 1, weights: new Float32Array(inputs).fill(weight), biases: Float32Array.of(-1.5) },
  ],
  calibration: { slope: 0.9, intercept: -0.1 },
  threshold: 0.625,
});
const quality = { name: "network", prAuc: 0.5 };
const origin = {
  seed: "seed",
  backend: "wasm",
  data: { reviews: 10, labelled: 5, fingerprint: "f" },
  lockSha256: "l",
  metrics: { candidates: [quality], majority: quality, bestRule: quality, precision: 1, recall: 0.5 },
} as const;
const asked = { ...origin, metrics: { ...origin.metrics, candidates: [...origin.metrics.candidates] } };

const cost = {
  seconds: 8.26,
  cpuSeconds: 9,
  energyJoules: 31.5,
  gramsCo2e: 0.00028,
  joulesPerThousandPredictions: 0.4,
  energyBy: "processor-time",
  peakRssBytes: 300 * 2 ** 20,
  modelBytes: 16_384,
} as const;

/** Of a table and its lines, without their words. */
const shape = (text: string) => text.replaceAll(/[^\n#|-]/g, "");

describe("the registry", () => {
  let folder: string;
  let registry: Registry;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atelier-registry-"));
    registry = openRegistry(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("gives back what was added, number for number", async () => {
    const { version } = await registry.add(network(0.1), asked, cost);
    expect(await registry.read(version)).toEqual({
      manifest: expect.objectContaining({ version, seed: "seed" }),
      network: network(0.1),
    });
  });

  it("keeps what later data are held against, as part of what a version is", async () => {
    const drift = makeReference(
      Array.from({ length: 50 }, (_, at) => scored({ rating: spread(at) })),
      0,
    );
    const { version } = await registry.add(network(0.1), { ...asked, drift });
    expect((await registry.read(version)).manifest.drift).toEqual(drift);
    expect(version).not.toBe((await registry.add(network(0.1), asked)).version);
  });

  it("has a card for people beside each version, in both languages", async () => {
    const { version } = await registry.add(network(0.1), asked, cost);
    const card = (language: string) => readFile(join(folder, version, `card.${language}.md`), "utf8");
    expect(await card("fr")).toContain("Un avis est signalé à partir de 0,625.");
    expect(await card("en")).toContain("A review is flagged from 0.625 on.");
    expect((await card("fr")).match(/^#.*$/gm)).toHaveLength(7);
    expect(await card("fr")).toContain("8,26 s, dont 9 s de processeur, 300 Mo");
    expect(await card("en")).toContain("31.5 J, that is 0.28 mg of CO2 equivalent");
    expect(shape(await card("fr")).match(/\n/g)).toEqual(shape(await card("en")).match(/\n/g));
  });

  it("has one version for equal content", async () => {
    const [one, again, other] = [
      await registry.add(network(0.1), asked, cost),
      await registry.add(network(0.1), asked, cost),
      await registry.add(network(0.2), asked, cost),
    ];
    expect(again.version).toBe(one.version);
    expect(await registry.list()).toEqual([one.version, other.version].toSorted());
  });

  it("gives a version one name, whatever its training has cost", async () => {
    const { version } = await registry.add(network(0.1), asked, cost);
    const dearer = { ...cost, energyJoules: 50 };
    expect((await registry.add(network(0.1), asked, dearer)).version).toBe(version);
  });

  it("activates by name, and rolls back by name", async () => {
    await expect(registry.activeVersion()).rejects.toThrow("No model is active");
    const [first, second] = [
      await registry.add(network(0.1), asked, cost),
      await registry.add(network(0.2), asked, cost),
    ];
    await registry.activate(first.version);
    await registry.activate(second.version);
    expect(await registry.activeVersion()).toBe(second.version);
    await registry.activate(first.version);
    expect(await registry.activeVersion()).toBe(first.version);
  });

  it.each([
    ["weights that are cut short", async (place: string) => truncate(join(place, "weights.bin"), 100)],
    ["weights that are longer", async (place: string) => appendFile(join(place, "weights.bin"), "0000")],
    [
      "one bit that turned",
      async (place: string) => {
        const bytes = await readFile(join(place, "weights.bin"));
        bytes[40]! ^= 1;
        await writeFile(join(place, "weights.bin"), bytes);
      },
    ],
    [
      "another threshold in the manifest",
      async (place: string) => {
        const text = await readFile(join(place, "manifest.json"), "utf8");
        await writeFile(join(place, "manifest.json"), text.replace("0.625", "0.01"));
      },
    ],
    [
      "another reference for drift",
      async (place: string) => {
        const text = await readFile(join(place, "manifest.json"), "utf8");
        const drift = makeReference([scored({})], 0);
        await writeFile(join(place, "manifest.json"), JSON.stringify({ ...JSON.parse(text), drift }));
      },
    ],
    ["half a manifest", async (place: string) => truncate(join(place, "manifest.json"), 50)],
  ])("refuses %s, and keeps what is active", async (_, damage) => {
    const [good, bad] = [
      await registry.add(network(0.1), asked, cost),
      await registry.add(network(0.2), asked, cost),
    ];
    await registry.activate(good.version);
    await damage(join(folder, bad.version));
    await expect(registry.activate(bad.version)).rejects.toThrow("is refused");
    expect(await registry.activeVersion()).toBe(good.version);
  });

  it("knows no version by a path", async () => {
    await expect(registry.read("../m-0000000000000000")).rejects.toThrow("There is no version");
    await expect(registry.read("m-0000000000000000")).rejects.toThrow("There is no version");
  });
});
