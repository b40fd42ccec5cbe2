// Addresses and credentials: from the environment, and from nowhere else.
import { Client } from "pg";

export const RAW_FOLDER = "data/raw";
export const MODEL_FILE = "model/baseline.json";

export function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: eval "$(./atelier env)"`);
}

/** Where `load` reads: RAW_DIR when raw records are supplied, else what `collect` has kept. */
export const rawFolder = (): string => process.env["RAW_DIR"] ?? RAW_FOLDER;

const LOADER = "audit_loader";

/** Works with a connection and closes it. */
export async function asOwner<T>(work: (db: Client) => Promise<T>): Promise<T> {
  return within(new Client({ connectionString: required("POSTGRES_URL") }), work);
}

export async function asLoader<T>(work: (db: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    host: required("POSTGRES_HOST"),
    port: Number(required("POSTGRES_PORT")),
    database: required("POSTGRES_DB"),
    user: LOADER,
    password: required("POSTGRES_LOADER_PASSWORD"),
  });
  return within(client, work);
}

/** One transaction: all of it or nothing. */
async function within<T>(client: Client, work: (db: Client) => Promise<T>): Promise<T> {
  await client.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}
