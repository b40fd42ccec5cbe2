// What there is to steal or to break beside a sandbox: files, sockets, shared memory, a neighbour's process. Its user is the
// sandbox's own, as another submission's would be.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { runCommand } from "@atelier/engines/run-command.ts";

export interface Scene {
  /** Whoever has it has got out. */
  readonly token: string;
  /** World-readable but for `private`; `open` is world-writable. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly neighbour: { readonly pid: number; isAlive(): boolean };
  /** Starts another neighbour where one has been killed. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const USER = "64901";

export async function setScene(): Promise<Scene> {
  const token = `token-${randomBytes(12).toString("hex")}`;
  // Not in /tmp, where every sandbox has its own.
  const folder = await mkdtemp("/var/tmp/atelier-scene-");
  await chmod(folder, 0o755);
  await writeFile(join(folder, "file"), token);
  await writeFile(join(folder, "private"), token, { mode: 0o600 });
  await writeFile(join(folder, "open"), "untouched");
  await chmod(join(folder, "open"), 0o666);
  await writeFile(join(folder, "said"), "");
  await runCommand({ program: "install", args: ["-m", "777", "/usr/bin/sleep", join(folder, "program")] });
  await runCommand({
    program: "install",
    args: ["-m", "4755", "/usr/bin/head", join(folder, "setuid-head")],
  });
  const shared = `/dev/shm/${token}`;
  await writeFile(shared, token, { mode: 0o644 });
  const segment =
    (await runCommand({ program: "ipcmk", args: ["-M", "4096", "-p", "0666"] })).match(/\d+/)?.[0] ?? "";
  const answer = () => createServer((socket) => socket.on("error", () => undefined).end(token));
  const [tcp, engineSocket, abstract] = [answer(), answer(), answer()];
  tcp.listen(0, "127.0.0.1");
  engineSocket.listen(join(folder, "docker.sock"));
  abstract.listen(`\0${folder}`);
  const udp = createSocket("udp4").bind(0, "127.0.0.1");
  udp.on("message", (_, sender) => udp.send(token, sender.port, sender.address));
  await Promise.all([tcp, engineSocket, abstract, udp].map((server) => once(server, "listening")));
  await chmod(join(folder, "docker.sock"), 0o777);
  let neighbour = await startNeighbour(token);
  return {
    token,
    folder,
    environment: {
      SCENE: folder,
      TCP_PORT: String((tcp.address() as AddressInfo).port),
      UDP_PORT: String(udp.address().port),
      SEGMENT: segment,
    },
    get neighbour() {
      return neighbour;
    },
    async restart() {
      if (!neighbour.isAlive()) neighbour = await startNeighbour(token);
    },
    async close() {
      neighbour.end();
      for (const server of [tcp, engineSocket, abstract] satisfies Server[]) server.close();
      udp.close();
      await runCommand({ program: "ipcrm", args: ["-m", segment] });
      await rm(shared);
      await rm(folder, { recursive: true });
    },
  };
}

/** Another submission's process: the same user, with a word in its arguments. */
async function startNeighbour(token: string) {
  const child = spawn(
    "setpriv",
    ["--reuid", USER, "--regid", USER, "--clear-groups", "bash", "-c", `echo up; exec -a ${token} sleep 600`],
    { stdio: ["ignore", "pipe", "ignore"], env: { PATH: "/usr/bin:/bin" } },
  );
  await once(child.stdout, "data");
  if (child.pid === undefined) throw new Error("a process that answered has no pid");
  return {
    pid: child.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    end: () => child.kill("SIGKILL"),
  };
}
