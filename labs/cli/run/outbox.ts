// Tombstones that the PostgreSQL loader has written down and not yet published.
import { Client } from "pg";

export interface Outbox {
  size(): Promise<number>;
  close(): Promise<void>;
}

export async function connectOutbox(url: string): Promise<Outbox> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    async size() {
      const { rows } = await client.query<{ size: number }>("SELECT count(*)::int AS size FROM store.outbox");
      return rows[0]?.size ?? 0;
    },
    close: () => client.end(),
  };
}
