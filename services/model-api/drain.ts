// The end of a server that loses no request: nobody new is let in, and each connection that is open may ask once more.
// (The framework tells them so: it answers `connection: close` from when it begins to close.) Closing idle connections
// at once, as `close` does, resets the ones on which a request is just being sent.
import { once } from "node:events";
import type { Server } from "node:http";
import { Server as TcpServer } from "node:net";

/** How long a connection may stay silent before it is closed. */
const SILENT_MS = 1000;
/** After which nothing is waited for any more; whoever stops this process gives it 10 s. */
const DEADLINE_MS = 8000;

export async function drain(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  const timers = [
    setTimeout(() => server.closeIdleConnections(), SILENT_MS),
    setTimeout(() => server.closeAllConnections(), DEADLINE_MS),
  ];
  // Of its own class, `close` would close idle connections.
  TcpServer.prototype.close.call(server);
  await closed;
  for (const timer of timers) clearTimeout(timer);
}
