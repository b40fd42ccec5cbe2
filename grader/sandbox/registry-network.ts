// A network in which there is nothing but the way to the package registries: a namespace of its own, whose only listener is a
// socket of the proxy, which runs outside. There is no route, no name server, and nothing else that listens.
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { Server, Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { toolEnvironment } from "@atelier/engines/host.ts";
import { createNamespace, enterNamespace } from "@atelier/engines/namespace.ts";
import type { Network } from "./sandbox.ts";

export interface RegistryNetwork extends Network {
  /** Leads installers to the proxy. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const LISTEN = fileURLToPath(new URL("listen-inside.ts", import.meta.url));
const PORT = 3128;

/** @param proxy that listens nowhere else */
export async function openRegistryNetwork(proxy: HttpServer): Promise<RegistryNetwork> {
  const namespace = await createNamespace();
  const enter = enterNamespace(namespace.pid);
  const listener = await listenInside(enter).catch(async (error: unknown) => {
    await namespace.close();
    throw error;
  });
  const sockets = new Set<Socket>();
  listener.on("connection", (socket: Socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    proxy.emit("connection", socket);
  });
  const url = `http://127.0.0.1:${PORT}`;
  return {
    enter,
    environment: { HTTPS_PROXY: url, https_proxy: url, npm_config_https_proxy: url },
    async close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
      await namespace.close();
    },
  };
}

async function listenInside([program = "", ...args]: readonly string[]): Promise<Server> {
  const child = spawn(program, [...args, process.execPath, LISTEN, String(PORT)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: toolEnvironment(),
  });
  const handed = once(child, "message").then(([, handle]) => handle as Server);
  const failed = once(child, "exit").then(() => {
    throw new Error("nothing listens in the network of the registries");
  });
  failed.catch(() => undefined);
  return Promise.race([handed, failed]);
}
