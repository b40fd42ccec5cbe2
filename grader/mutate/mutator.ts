// Makes small faults in a candidate's code and takes them back: programs of ours that run in the sandbox, since they read what a
// stranger has written.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Commands } from "../phases/phase.ts";

const Fault = z.object({
  file: z.string().max(1000),
  line: z.number().int(),
  what: z.string().max(300),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string().max(10_000),
});
export type Fault = z.infer<typeof Fault>;

export const LANGUAGES = ["python", "javascript"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Mutator {
  readonly language: Language;
  /** At most so many; the same for the same folder. */
  list(most: number): Promise<Fault[]>;
  apply(fault: Fault): Promise<void>;
  /** A comment at the end of every file: nothing that matters. */
  comment(): Promise<void>;
  restore(): Promise<void>;
}

const PROGRAMS: Readonly<Record<Language, readonly [file: string, command: readonly string[]]>> = {
  // Isolated: nothing of the folder is imported, whatever it is called.
  python: ["python.py", ["python3", "-I", "-c"]],
  javascript: ["javascript.cjs", ["node", "-e"]],
};

export async function createMutator(
  language: Language,
  tests: readonly string[],
  commands: Pick<Commands, "inspect">,
): Promise<Mutator> {
  const [file, command] = PROGRAMS[language];
  const program = await readFile(new URL(file, import.meta.url), "utf8");
  const ask = async (request: object): Promise<unknown> => {
    const run = await commands.inspect([...command, program], JSON.stringify({ tests, ...request }));
    if (run.code !== 0) return undefined;
    try {
      return JSON.parse(run.stdout) as unknown;
    } catch {
      return undefined;
    }
  };
  return {
    language,
    async list(most) {
      const answer = z.array(Fault).safeParse(await ask({ action: "list", most }));
      return answer.success ? answer.data.slice(0, most) : [];
    },
    apply: async (fault) => void (await ask({ action: "apply", fault })),
    comment: async () => void (await ask({ action: "comment" })),
    restore: async () => void (await ask({ action: "restore" })),
  };
}
