// Checks in an order in which each comes after those that it needs.
import type { Check, CheckId } from "../check.ts";

/** @throws when a check is there twice, needs one that is not there, or itself by any way round */
export function orderChecks(checks: readonly Check[]): readonly Check[] {
  const byId = new Map<CheckId, Check>();
  for (const check of checks) {
    if (byId.has(check.id)) throw new Error(`two checks are called ${check.id}`);
    byId.set(check.id, check);
  }
  const ordered = new Set<Check>();
  const visit = (check: Check, path: readonly CheckId[]): void => {
    if (ordered.has(check)) return;
    const here = [...path, check.id];
    if (path.includes(check.id)) throw new Error(`checks need each other: ${here.join(" → ")}`);
    for (const id of check.needs) {
      const needed = byId.get(id);
      if (!needed) throw new Error(`${check.id} needs ${id}, which is no check`);
      visit(needed, here);
    }
    ordered.add(check);
  };
  for (const check of checks) visit(check, []);
  return [...ordered];
}
