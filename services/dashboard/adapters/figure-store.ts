// Asks the relational store for every figure, in one snapshot: two figures of a page never speak of two moments.
import { z } from "zod";
import {
  inTransaction,
  translatePostgresError,
  type PostgresClient,
  type PostgresPool,
} from "@atelier/platform/postgres.ts";
import { FIGURES, SERIES, type FigureName, type Figures, type SeriesName } from "../figures.ts";

/** What the one column of a figure may be, as the driver gives it. */
const Scalar = z.coerce.number().nullable();

/** @throws RetryableError when the store is away */
export async function readFigures(pool: PostgresPool): Promise<Figures> {
  return inTransaction(pool, async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const { rows } = await client.query<{ now: Date }>("SELECT now()");
    const values: Partial<Record<FigureName, number | null>> = {};
    for (const [name, sql] of Object.entries(FIGURES)) {
      values[name as FigureName] = await readScalar(client, sql);
    }
    const series: Partial<Record<SeriesName, unknown>> = {};
    for (const [name, { sql, row }] of Object.entries(SERIES)) {
      series[name as SeriesName] = z.array(row).parse((await client.query(sql)).rows);
    }
    return { takenAt: rows[0]!.now, values, series } as Figures;
  });
}

async function readScalar(client: PostgresClient, sql: string): Promise<number | null> {
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
  return Scalar.parse(rows[0]?.[0] ?? null);
}

/** @throws RetryableError when the store is away */
export async function ping(pool: PostgresPool): Promise<void> {
  try {
    await pool.query("SELECT 1");
  } catch (error) {
    throw translatePostgresError(error);
  }
}
