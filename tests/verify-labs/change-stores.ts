// Changes of documents and of the graph, which cannot be cloned: made in place, and undone when the variant has been seen.
import { MongoClient, type Document } from "mongodb";
import neo4j from "neo4j-driver";
import type { Connections } from "@atelier/engines/engine.ts";
import type { Change } from "../mutants/mutant.ts";

export type Undo = () => Promise<void>;
type Of<T extends Change["type"]> = Extract<Change, { readonly type: T }>;

/** @throws Error where the change touches nothing: the mutant is out of date. */
export async function changeDocuments(
  { mongo }: Connections,
  { collection, filter, update, every = 1 }: Of<"mongo">,
): Promise<Undo> {
  const within = async <T>(work: (client: MongoClient) => Promise<T>): Promise<T> => {
    const client = await MongoClient.connect(mongo.url);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  };
  const kept = await within(async (client) => {
    const documents = client.db().collection(collection);
    const all: Document[] = await documents.find(filter).sort({ _id: 1 }).toArray();
    const chosen = all.filter((_, index) => index % every === 0);
    if (chosen.length === 0) throw new Error(`${collection} has nothing to change`);
    const these = { _id: { $in: chosen.map((one) => one["_id"]) } };
    if (update === "delete") await documents.deleteMany(these);
    else await documents.updateMany(these, update);
    return chosen;
  });
  return () =>
    within(async (client) => {
      const documents = client.db().collection(collection);
      await documents.deleteMany({ _id: { $in: kept.map((one) => one["_id"]) } });
      await documents.insertMany(kept);
    });
}

export async function changeGraph(
  { neo4j: place }: Connections,
  { statements, undo }: Of<"cypher">,
): Promise<Undo> {
  const run = async (all: readonly string[]) => {
    const driver = neo4j.driver(place.url, neo4j.auth.basic(place.username, place.password));
    try {
      for (const statement of all) await driver.executeQuery(statement);
    } finally {
      await driver.close();
    }
  };
  await run(statements);
  return () => run(undo);
}
