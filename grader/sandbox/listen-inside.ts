// Run inside a network namespace: opens a socket that listens there, hands it to its parent outside, and ends. A socket
// belongs to the namespace where it was made, whoever holds it.
import { createServer } from "node:net";

const server = createServer().listen(Number(process.argv[2]), "127.0.0.1", () => {
  // Both ends hold the socket now, and either would accept: one that stayed would take connections that nobody serves.
  process.send?.("listening", server, () => process.exit(0));
});
