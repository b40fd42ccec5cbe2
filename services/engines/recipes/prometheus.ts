// Prometheus, with promtool, from the distribution's packages; rules and configuration are the repository's own.
import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpackPackage } from "../debian.ts";
import type { EngineRecipe } from "../engine.ts";

/** `prometheus.yml`, `rules` and their `tests`. */
export const PROMETHEUS_CONFIGURATION = fileURLToPath(
  new URL("../../../docker/monitoring/prometheus/", import.meta.url),
);

export const promtoolOf = (home: string) => join(home, "usr", "bin", "promtool");

/** A lab's laptop has other uses for its disk. */
const RETENTION = ["--storage.tsdb.retention.time=7d", "--storage.tsdb.retention.size=512MB"];

export const prometheus = (version: string): EngineRecipe => ({
  name: "prometheus",
  version,
  revision: 1,
  ports: ["web"],
  secrets: [],
  stopSignal: "SIGTERM",
  discardSignal: "SIGKILL",

  // Its pages are built on scripts of other packages, to which its own folder has links.
  install: (home, workshop) => unpackPackage("prometheus", home, workshop, /^(libjs|fonts)-/),
  async prepare(_home, prepared) {
    await mkdir(join(prepared, "folder", "data"), { mode: 0o700 });
    await mkdir(join(prepared, "folder", "targets"));
  },
  adopt: async () => undefined,

  async launch({ home, folder, ports }) {
    await rm(join(folder, "rules"), { recursive: true, force: true });
    for (const name of ["prometheus.yml", "rules"]) {
      await cp(join(PROMETHEUS_CONFIGURATION, name), join(folder, name), { recursive: true });
    }
    const address = `127.0.0.1:${ports["web"]}`;
    return {
      command: {
        program: join(home, "usr", "bin", "prometheus"),
        args: [
          "--config.file=prometheus.yml",
          "--storage.tsdb.path=data",
          ...RETENTION,
          `--web.listen-address=${address}`,
          `--web.external-url=http://${address}/`,
          `--web.local-assets=${join(home, "usr", "share", "prometheus", "web")}`,
        ],
        cwd: folder,
      },
      readyLine: /Server is ready to receive web requests/,
    };
  },
});
