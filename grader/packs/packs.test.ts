import { describe, expect, it } from "vitest";
import { DELIVERABLES } from "@atelier/contracts/submission.ts";
import { ITEMS } from "../items.ts";
import type { Told } from "../told.ts";
import { OMNES_DATA_ENGINEER as pack, PACKS } from "./omnes-data-engineer.ts";
import { Pack } from "./pack.ts";

const items = pack.competences.flatMap((competence) => competence.items);

describe("the pack of the référentiel", () => {
  it("is a pack", () => {
    for (const one of Object.values(PACKS)) expect(() => Pack.parse(one)).not.toThrow();
  });

  it("has each item once, under its competence, in the order of the référentiel", () => {
    expect(items.map(({ id }) => id)).toEqual([...ITEMS]);
    for (const { id, items: own } of pack.competences) {
      expect(own.every((item) => item.id.startsWith(`${id}.`))).toBe(true);
    }
  });

  it("has all deliverables", () => {
    expect(pack.deliverables.map(({ id }) => id)).toEqual([...DELIVERABLES]);
  });

  it("leaves to the jury alone what is only located, and a small part to form alone", () => {
    const machine = Object.fromEntries(items.map(({ id, machine: part }) => [id, part]));
    for (const id of ["C8.1.h", "C10.2", "C12.1"]) expect(machine[id]).toBe(0);
    for (const id of ["C8.1.a", "C8.1.c", "C8.2.a", "C12.2"]) expect(machine[id]).toBeLessThanOrEqual(0.25);
    for (const id of ["C7.3", "C7.4", "C7.5", "C8.1.e", "C9.1", "C9.2", "C11.1", "C11.3", "C12.3", "C12.4"]) {
      expect(machine[id]).toBe(1);
    }
  });

  it("describes each level of each grid differently, in both languages", () => {
    for (const { id, grid } of items) {
      for (const language of ["fr", "en"] as const) {
        const levels = grid.map((level: Told) => level[language]);
        const sentences = levels.filter((level) => /^.{8,}\.$/.test(level));
        expect({ id, different: new Set(sentences).size }).toEqual({ id, different: 5 });
      }
    }
  });

  it("is fair to what is unlike: no two items have the same grid", () => {
    const grids = items.map(({ grid }) => grid[3].fr);
    expect(new Set(grids).size).toBe(grids.length);
  });

  it("states the rule with its figures", () => {
    const { acquired, floor, inProgress, told } = pack.rule;
    for (const figure of [acquired, floor, inProgress]) {
      expect(told.fr).toContain(`${Math.round(figure * 100)} %`);
      expect(told.en).toContain(`${Math.round(figure * 100)} %`);
    }
  });
});
