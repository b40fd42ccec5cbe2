import { createHash } from "node:crypto";
import { decodeHTML } from "entities";
import { expect, test } from "vitest";
import { judge } from "../judge/judge.ts";
import { OMNES_DATA_ENGINEER } from "../packs/omnes-data-engineer.ts";
import { renderHtml } from "./html.ts";

test("the policy of the page admits its own style, to the byte", () => {
  const sheet = judge({
    pack: OMNES_DATA_ENGINEER,
    checks: [],
    observations: {},
    absences: [],
    deliverables: [],
    submission: "0".repeat(64),
    secret: "0".repeat(12),
    grader: "0",
    run: { gradedAt: new Date(0).toISOString(), seconds: 0 },
  });
  const page = renderHtml(sheet, { language: "fr", audience: "candidate" });
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
  expect(style.length).toBeGreaterThan(1000);
  expect(decodeHTML(page)).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
});
