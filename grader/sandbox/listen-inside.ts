// Run inside a network namespace: opens a socket that listens there, hands it to its parent outside, and ends. A socket
// belongs to the namespace where it was made, whoever holds it.
import { createServer } from "node:net";

const server = createServer().listen(Number(process.argv[2]), "127.0.0.1", () => {
  process.send?.("listening", server, () => process.disconnect());
});
