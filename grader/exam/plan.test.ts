import { expect, it } from "vitest";
import { Observations, type Part } from "../observations.ts";
import { PLAN, planOf } from "./plan.ts";

const told = (steps: (typeof PLAN)["main"]) =>
  steps.map((step) =>
    "run" in step
      ? step.run
      : "restart" in step
        ? `restart ${step.restart}`
        : "open" in step
          ? `open ${step.open}`
          : step.observe.part,
  );

const liveOf = (parts: readonly Part[]) => told(planOf(parts).live);

it("is whole for all parts", () => {
  expect(planOf(Observations.keyof().options)).toEqual(PLAN);
});

it("goes no further than what is asked, and opens no world for nothing", () => {
  const { main, live } = planOf(["audit"]);
  expect(told(main)).toEqual(["setup", "collect", "audit"]);
  expect(live).toEqual([]);
});

it("opens the next world once nothing of a submission runs on the first any more", () => {
  expect(told(planOf(["model", "privacy"]).main)).toEqual([
    "setup",
    "collect",
    "load",
    "model",
    "open next",
    "privacy",
  ]);
  const after = PLAN.main.slice(PLAN.main.findIndex((step) => "open" in step));
  expect(after.filter((step) => "run" in step)).toEqual([]);
});

it("supplies raw records only where what was collected is looked at", () => {
  expect(liveOf(["quality"])).toEqual(["setup", "collect", "load", "quality"]);
  expect(liveOf(["collected", "quality"])).toEqual(["setup", "collect", "restart load", "load", "quality"]);
});
