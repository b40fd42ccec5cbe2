// A machine for tests: its streams are kept as text, its environment is what the test says.
import { Readable, Writable } from "node:stream";
import type { Machine } from "../machine.ts";

export function fakeMachine(environment: Machine["environment"] = {}) {
  const kept = { stdout: "", stderr: "" };
  const keep = (name: keyof typeof kept) =>
    new Writable({
      write(chunk, _encoding, done) {
        kept[name] += String(chunk);
        done();
      },
    });
  const machine: Machine = {
    environment: { HOME: "/home/ada", ...environment },
    checkout: "/home/ada/my lab",
    node: "node",
    pid: 1,
    userId: 1000,
    stdin: Readable.from([]),
    stdout: keep("stdout"),
    stderr: keep("stderr"),
    interrupted: new AbortController().signal,
  };
  return { machine, kept };
}
