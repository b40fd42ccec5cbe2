// Asks the contract's questions of the main world's stores, by the candidate's own query files, as the submission's reader.
import neo4j from "neo4j-driver";
import { join } from "node:path";
import { QUESTIONS, type Question } from "@atelier/contracts/questions.ts";
import type { Questions } from "../observations/questions.ts";
import { answer, type Parameters } from "../questions/answers.ts";
import { differenceOf, type FoundAnswer } from "../questions/compare-answers.ts";
import { readFacts } from "../questions/facts.ts";
import { drawParameters } from "../questions/parameters.ts";
import { createAsker } from "../stores/asked.ts";
import { openGraphStore } from "../stores/graph.ts";
import { openPlainFile, plainFiles, plainFolder } from "../stores/plain-files.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { engineParts, openReader } from "../stores/stores.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

const MAX_QUERY_BYTES = 64 * 1024;
const SECONDS = 30;
const MAX_ROWS = 20_000;
const MAX_CELL = 1000;

export const questions: Phase<"questions"> = {
  part: "questions",
  world: "main",
  async observe(world, context) {
    const facts = readFacts(world.truth());
    const parameters = drawParameters(facts);
    const answers: Questions["answers"] = [];
    for (const question of QUESTIONS as readonly (Question & { id: (typeof QUESTIONS)[number]["id"] })[]) {
      const ask = await askerOf(question, world, context);
      const sets: Questions["answers"][number]["sets"] = [];
      for (const values of parameters[question.id]) {
        const expected = answer(question.id, facts, values);
        const found = await answerOrReason(ask, values);
        const detail = typeof found === "string" ? found : differenceOf(question, expected, found);
        sets.push({
          parameters: [...values],
          right: detail === "",
          expectedRows: expected.length,
          foundRows: typeof found === "string" ? 0 : found.rows.length,
          detail,
        });
      }
      answers.push({ id: question.id, asked: ask !== undefined, sets });
    }
    return { answers };
  },
};

type Ask = (parameters: Parameters) => Promise<FoundAnswer>;

/** How a question is put; undefined where its file is not there. */
async function askerOf(
  question: Question,
  world: ExamWorld,
  { submission, commands, folder }: Pick<PhaseContext, "submission" | "commands" | "folder">,
): Promise<Ask | undefined> {
  const { relational, graph } = submission.stores;
  const ours = engineParts(submission);
  const isSql = question.language === "sql";
  const query = isSql ? relational.query : graph?.query;
  if (!(isSql ? ours.relational : ours.graph)) {
    if (query === undefined) return undefined;
    const asker = createAsker(commands, query, world);
    return async (parameters) => {
      const rows = await asker.once({ question: question.id, parameters });
      const columns = Object.keys(rows[0] ?? {});
      return { columns, rows: rows.map((row) => columns.map((name) => cellText(row[name]))) };
    };
  }
  const text = await readQuery(folder, submission.queries, `${question.id}.${isSql ? "sql" : "cypher"}`);
  if (text === undefined) return undefined;
  return (parameters) =>
    isSql ? askSql(world, text, parameters) : askCypher(world, question, text, parameters);
}

async function answerOrReason(ask: Ask | undefined, parameters: Parameters): Promise<FoundAnswer | string> {
  if (!ask) return "–";
  try {
    return await ask(parameters);
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return error.message;
  }
}

/** A session for each: what one query changes in its session, the next does not meet. */
async function askSql(world: ExamWorld, text: string, parameters: Parameters): Promise<FoundAnswer> {
  const session = await openReader(world, ["lab"]);
  try {
    const values = parameters.map(String);
    const rows = await session.all(text, values, { seconds: SECONDS, maxRows: MAX_ROWS });
    return {
      columns: session.columns,
      rows: rows.map((row) => row.map((cell) => cell && cell.slice(0, MAX_CELL))),
    };
  } finally {
    await session.close();
  }
}

async function askCypher(
  world: ExamWorld,
  { parameters: names, columns }: Question,
  text: string,
  parameters: Parameters,
): Promise<FoundAnswer> {
  const store = await openGraphStore(world.connections.neo4j);
  try {
    const given = Object.fromEntries(
      names.map(({ name }, index) => {
        const value = parameters[index];
        return [name, typeof value === "number" ? neo4j.int(value) : value];
      }),
    );
    const rows: (string | null)[][] = [];
    for await (const row of store.rows(text, given)) {
      rows.push(row.map(cellText));
      if (rows.length > MAX_ROWS) throw new StoreRefusal(`more than ${MAX_ROWS} rows`);
    }
    // By their order: the driver's names are the query's own expressions.
    return { columns: columns.map(({ name }) => name).slice(0, rows[0]?.length ?? columns.length), rows };
  } finally {
    await store.close();
  }
}

const cellText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, MAX_CELL);
};

/** `Q1.sql`, in any case of letters. */
async function readQuery(root: string, declared: string, name: string): Promise<string | undefined> {
  const folder = await plainFolder(root, declared);
  if (folder === undefined) return undefined;
  const file = (await plainFiles(folder)).find((one) => one.toLowerCase() === name.toLowerCase());
  const handle = file && (await openPlainFile(join(folder, file), MAX_QUERY_BYTES));
  if (!handle) return undefined;
  try {
    return (await handle.readFile("utf8")).replace(/^\uFEFF/, "");
  } finally {
    await handle.close();
  }
}
