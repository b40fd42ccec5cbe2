// The PostgreSQL loader against four others that read the same topic and fill the same table.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Bench, RowSpec } from "../bench.ts";
import type { Contestant } from "../measure/contest.ts";
import { againstPeers, type Peer } from "../peers/against-peers.ts";
import { connectCommand } from "./connect-command.ts";
import { measureLoader, type LoaderCommand } from "./measure-loader.ts";
import { openStage, TOPIC } from "./stage.ts";
import { JSON_UPSERT, ON_CONFLICT, TABLE } from "./target.ts";

const RECORDS = 200_000;
const PEERS_FOLDER = join(import.meta.dirname, "../peers");

const row = (id: string, peer: string, atLeast: number): RowSpec => ({
  id,
  what: `PostgreSQL loader (validated, idempotent, offsets in the transaction) against ${peer}`,
  unit: "ratio",
  goal: { atLeast },
});
const VS_BARE = row("loader-vs-bare", "a bare kafkajs + unnest loop with the same guarantees", 0.8);
const VS_BENTO_JSON = row("loader-vs-bento-json", "Bento's best (json_to_recordset)", 0.75);
const VS_BENTO_INSERT = row("loader-vs-bento-insert", "Bento's sql_insert", 1.5);
const VS_CONNECT = row("loader-vs-connect", "Kafka Connect with Debezium's JDBC sink", 3.5);

export const LOADER_BENCH: Bench = {
  title: "Loading PostgreSQL",
  rows: [VS_BARE, VS_BENTO_JSON, VS_BENTO_INSERT, VS_CONNECT],
  async measure(wanted, settings) {
    const stage = await openStage(Math.round(RECORDS * settings.size), settings);
    const loader = (
      id: string,
      command: (runId: string) => LoaderCommand | Promise<LoaderCommand>,
    ): Contestant => ({
      id,
      // A consumer group of its own each time, so that every run reads from the beginning.
      run: async () => measureLoader(stage, await command(`bench-${randomUUID()}`)),
    });
    const node = (file: string, environment: Record<string, string>): LoaderCommand => ({
      program: process.execPath,
      args: [file],
      cwd: settings.workFolder,
      environment,
    });
    const bento = (folder: string, file: string, environment: Record<string, string>): LoaderCommand => ({
      program: join(folder, "bento"),
      args: ["-c", join(PEERS_FOLDER, file)],
      cwd: settings.workFolder,
      environment: { TOPIC, ...environment },
    });
    const ours = loader("atelier", () =>
      node(join(settings.repositoryFolder, "services/etl/main.ts"), { ETL_ROLE: "postgres" }),
    );
    const peers: Peer[] = [
      {
        spec: VS_BARE,
        contestant: () =>
          loader("kafkajs + unnest", (RUN_ID) =>
            node(join(PEERS_FOLDER, "kafkajs-unnest.ts"), { TOPIC, RUN_ID }),
          ),
      },
      {
        spec: VS_BENTO_JSON,
        needs: "bento",
        contestant: (folder) =>
          loader("Bento, sql_raw", (RUN_ID) => bento(folder, "bento-json.yaml", { RUN_ID, JSON_UPSERT })),
      },
      {
        spec: VS_BENTO_INSERT,
        needs: "bento",
        contestant: (folder) =>
          loader("Bento, sql_insert", (RUN_ID) =>
            bento(folder, "bento-insert.yaml", { RUN_ID, TABLE, ON_CONFLICT }),
          ),
      },
      {
        spec: VS_CONNECT,
        needs: "connect",
        contestant: (folder) =>
          loader("Kafka Connect, Debezium JDBC", (runId) =>
            connectCommand(stage, folder, settings.workFolder, runId),
          ),
      },
    ];
    try {
      return await againstPeers(ours, peers, "records", wanted, settings);
    } finally {
      await stage.close();
    }
  },
};
