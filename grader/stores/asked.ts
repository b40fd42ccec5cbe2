// A store of an engine that the grader has no client for: the submission's own command answers, as JSON lines.
import { z } from "zod";
import type { Command } from "@atelier/contracts/submission.ts";
import type { Commands, ExamWorld } from "../phases/phase.ts";
import { StoreRefusal } from "./sql-session.ts";

/** What such a command is asked, as one JSON line on its standard input. */
export type StoreQuestion =
  | { readonly view: string; readonly offset: number; readonly limit: number }
  | { readonly collection: string; readonly offset: number; readonly limit: number }
  | { readonly graph: string; readonly offset: number; readonly limit: number }
  | { readonly question: string; readonly parameters: readonly (string | number)[] };

type Page = { readonly view: string } | { readonly collection: string } | { readonly graph: string };

const Row = z.record(z.string(), z.unknown());
const ROWS_A_PAGE = 500;
const MAX_PAGES = 400;

export interface Asker {
  once(question: StoreQuestion): Promise<Readonly<Record<string, unknown>>[]>;
  /** Page after page, until one is not full. */
  pages(of: Page): AsyncIterable<Readonly<Record<string, unknown>>>;
}

export function createAsker(commands: Pick<Commands, "ask">, command: Command, world: ExamWorld): Asker {
  const once = async (question: StoreQuestion) => {
    const run = await commands.ask(command, world, `${JSON.stringify(question)}\n`);
    if (run.code !== 0) throw new StoreRefusal(`the query command ended with ${run.code}: ${run.stderr}`);
    return parseLines(run.stdout);
  };
  return {
    once,
    async *pages(of) {
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const rows = await once({ ...of, offset: page * ROWS_A_PAGE, limit: ROWS_A_PAGE });
        yield* rows.slice(0, ROWS_A_PAGE);
        if (rows.length < ROWS_A_PAGE) return;
      }
      throw new StoreRefusal(`more than ${MAX_PAGES * ROWS_A_PAGE} rows`);
    },
  };
}

/** @throws StoreRefusal for a line that is no JSON object */
export function parseLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      try {
        return Row.parse(JSON.parse(line));
      } catch (error) {
        throw new StoreRefusal(`a line is no JSON object: ${line.slice(0, 80)}`, { cause: error });
      }
    });
}
