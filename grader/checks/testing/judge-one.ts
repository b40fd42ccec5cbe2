// One check on hand-made observations.
import type { CheckId, Finding, Seen } from "../../check.ts";
import type { Observations, Part } from "../../observations.ts";
import { CHECKS } from "../checks.ts";

export function judgeOne(id: CheckId, parts: Observations): Finding {
  const check = CHECKS.find((one) => one.id === id);
  if (!check) throw new Error(`there is no check ${id}`);
  for (const part of check.reads) {
    if (parts[part] === undefined) throw new Error(`${id} reads ${part}, which is not given`);
  }
  return check.judge(parts as Seen<Part>);
}
