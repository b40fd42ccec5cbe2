// Alertmanager from the distribution's package: one instance, nobody to gossip with.
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unpackPackage } from "../debian.ts";
import type { EngineRecipe } from "../engine.ts";
import { isRoot } from "../host.ts";

const CONFIGURATION = fileURLToPath(
  new URL("../../../docker/monitoring/alertmanager/alertmanager.yml", import.meta.url),
);

/**
 * Debian's looks for its templates in one place only, where they would be had it been installed: it runs in a mount
 * namespace of its own that shows them there.
 */
const SCRIPT = `set -e
mount -t tmpfs -o mode=755,size=64k atelier /usr/share
mkdir /usr/share/prometheus
mount --bind "$1/usr/share/prometheus" /usr/share/prometheus
shift
exec "$@"`;

function through(home: string): string[] {
  const own = isRoot() ? ["--mount"] : ["--user", "--map-current-user", "--keep-caps", "--mount"];
  return ["unshare", ...own, "sh", "-c", SCRIPT, "sh", home];
}

export const amtoolOf = (home: string) => join(home, "usr", "bin", "amtool");

export const alertmanager = (version: string): EngineRecipe => ({
  name: "alertmanager",
  version,
  revision: 1,
  ports: ["web"],
  secrets: [],
  stopSignal: "SIGTERM",
  discardSignal: "SIGKILL",

  install: (home, workshop) => unpackPackage("prometheus-alertmanager", home, workshop),
  prepare: (_home, prepared) => mkdir(join(prepared, "folder", "data"), { mode: 0o700 }),
  adopt: async () => undefined,

  async launch({ home, folder, ports }) {
    await cp(CONFIGURATION, join(folder, "alertmanager.yml"));
    const address = `127.0.0.1:${ports["web"]}`;
    return {
      through: through(home),
      command: {
        program: join(home, "usr", "bin", "prometheus-alertmanager"),
        args: [
          "--config.file=alertmanager.yml",
          "--storage.path=data",
          `--web.listen-address=${address}`,
          `--web.external-url=http://${address}/`,
          "--cluster.listen-address=",
        ],
        cwd: folder,
      },
      readyLine: /msg="?Listening/,
    };
  },
});
