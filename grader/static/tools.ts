// Each declared tool, looked for in what is locked, in images, and among the declared engines.
import type { Submission } from "@atelier/contracts/submission.ts";
import type { StaticFacts } from "../observations/static.ts";
import { lockedNames, normalName } from "./packages.ts";
import type { TextFile } from "./text-file.ts";

export function findTools({ tools }: Submission, texts: readonly TextFile[]): StaticFacts["tools"] {
  const locked = lockedNames(texts);
  return tools.map(({ step, tool, package: known }) => {
    const names = known === undefined ? [tool, tool.split(" ")[0] ?? ""] : [known];
    const foundIn = names.map((name) => locked.get(normalName(name))).find((file) => file !== undefined);
    return { step, tool, package: known ?? null, foundIn: foundIn ?? null };
  });
}
