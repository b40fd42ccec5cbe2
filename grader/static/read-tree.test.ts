import { describe, expect, it } from "vitest";
import { NO_HISTORY } from "./history.ts";
import { readTree } from "./read-tree.ts";

const YAML = `version: 1
exam: E2
commands: { load: "true" }
stores: { relational: { reader: reader, loader: loader } }
raw: { in: document, collection: raw }
deliverables: { report: docs/report.md, database: sql, procedures: gone.md, modelling: empty.md }
`;

const files = (contents: Record<string, string>) => ({
  paths: new Map(Object.entries(contents).map(([path, text]) => [path, text.length])),
  texts: Object.entries(contents).map(([path, text]) => ({ path, text })),
  unread: [],
});

describe("the reading of a tree", () => {
  it("finds deliverables that are files or folders, empty, missing, or not declared", async () => {
    const { submission, facts } = await readTree(
      files({ "submission.yaml": YAML, "docs/report.md": "x", "sql/a.sql": "x", "empty.md": "" }),
      NO_HISTORY,
      "K7QF-2M9X",
    );
    expect(submission?.commands.load).toBe("true");
    expect(facts.deliverables.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "procedures missing",
      "database present",
      "modelling empty",
      "report present",
      "algorithms undeclared",
    ]);
  });

  it("names every mistake of submission.yaml with its line, in both languages", async () => {
    const { submission, facts } = await readTree(
      files({ "submission.yaml": "version: 2\nexam: E9\n" }),
      NO_HISTORY,
      "X",
    );
    expect(submission).toBeNull();
    expect(facts.mistakes.length).toBeGreaterThanOrEqual(4);
    expect(facts.mistakes).toContainEqual(expect.objectContaining({ path: "version", line: 1 }));
    for (const { message } of facts.mistakes) expect(message.fr).not.toBe("");
  });

  it("says that there is no submission.yaml, that it is no YAML, or that it unfolds without end", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`;
    const trees: Record<string, string>[] = [{}, { "submission.yaml": "a: [" }, { "submission.yaml": bomb }];
    for (const contents of trees) {
      const { submission, facts } = await readTree(files(contents), NO_HISTORY, "X");
      expect(submission).toBeNull();
      expect(facts.mistakes).toHaveLength(1);
    }
  });
});
