import { expect, test } from "vitest";
import { hashToken } from "@atelier/platform/tokens.ts";
import { createSessions } from "./sessions.ts";

const MOST = 1000;

test("the oldest session makes room for one too many, and only it", () => {
  let drawn = 0;
  const sessions = createSessions({ drawId: () => `session-${(drawn += 1)}`, nowMs: () => 0 });
  const reader = {
    name: "reader",
    sha256: hashToken("token"),
    scopes: ["read" as const],
    requestsPerMinute: 1,
  };
  const ids = Array.from({ length: MOST }, () => sessions.begin(reader));
  expect(ids.every((id) => sessions.isOpen(id, [reader]))).toBe(true);
  const last = sessions.begin(reader);
  expect([ids[0], ids[1], last].map((id) => sessions.isOpen(id, [reader]))).toEqual([false, true, true]);
});
