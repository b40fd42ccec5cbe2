import { describe, expect, it } from "vitest";
import { createHider, namesOf } from "./names.ts";

const manifests = [
  { path: "package.json", text: '{ "author": { "name": "Zoé Quivolle" } }' },
  { path: "pyproject.toml", text: 'authors = [{ name = "Ali Ben Salem", email = "ali@x.example" }]' },
];

describe("names of who has written a submission", () => {
  it("come from its manifests and its commits, and machines are nobody", () => {
    const names = namesOf(undefined, manifests, [
      "Camille Martin",
      "camille.martin@school.example",
      "root",
      "github-actions[bot]",
    ]);
    expect(names).toEqual(expect.arrayContaining(["Zoé Quivolle", "Ali Ben Salem", "Camille Martin"]));
    expect(names).not.toContain("root");
  });

  it("are replaced in either order, as parts, in addresses, and in the line that tells the author", () => {
    const hide = createHider(["Camille Martin", "camille.martin@school.example"], "K7QF-2M9X");
    const text =
      "Auteur : quelqu'un d'autre\nMARTIN Camille, rapport-martin.pdf, camille.martin@school.example, Martin.";
    expect(hide(text).toLowerCase()).not.toMatch(/camille|(?<!-)martin|quelqu/);
    expect(hide("Le (moteur) est choisi.")).toBe("Le (moteur) est choisi.");
  });

  it("may hold anything", () => {
    expect(createHider(["a(b[c*+\\ d"], "X")("a(b[c*+\\ d")).toBe("X");
  });
});
