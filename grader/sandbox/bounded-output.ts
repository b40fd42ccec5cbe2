// Keeps what a command writes: all of it in a file, up to a bound, and its end in memory.
import { closeSync, constants, openSync } from "node:fs";
import { chown, open, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { runCommand } from "@atelier/engines/run-command.ts";

export interface BoundedOutput {
  readonly file: string;
  /** The command's end of the pipe. */
  readonly descriptor: number;
  /** Once the command has its end: ours would keep the pipe open. */
  release(): void;
  /** When every process that had it has ended, and all is kept. */
  readonly closed: Promise<void>;
  /** Gives up on what may still come. */
  abandon(): void;
  /** What came last. */
  tail(): string;
}

export interface OutputOptions {
  readonly file: string;
  /** A path where the pipe stands for a moment. The command can see it: it says nothing. */
  readonly pipe: string;
  /** Who may open the pipe again by name, as `> /dev/stderr` does. Node's own pipes are sockets, which nobody can. */
  readonly writer: number;
  readonly maxBytes: number;
  /** Called once; what comes after it is read and dropped, so that nobody hangs on a full pipe. */
  readonly onExceeded: () => void;
}

const TAIL_BYTES = 256 * 1024;

export async function keepOutput({
  file,
  pipe: path,
  writer,
  maxBytes,
  onExceeded,
}: OutputOptions): Promise<BoundedOutput> {
  const pipe = await openPipe(path, writer);
  const kept = await open(file, "wx", 0o600);
  let tail = Buffer.alloc(0);
  let written = 0;
  let exceeded = false;
  const keep = async () => {
    try {
      for await (const data of pipe.stream) {
        const chunk = (data as Buffer).subarray(0, maxBytes - written);
        if (chunk.length > 0) await kept.write(chunk);
        written += chunk.length;
        tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
        if (chunk.length < (data as Buffer).length && !exceeded) {
          exceeded = true;
          onExceeded();
        }
      }
    } finally {
      await kept.close();
    }
  };
  return {
    file,
    descriptor: pipe.descriptor,
    release: () => closeSync(pipe.descriptor),
    closed: keep(),
    abandon: () => pipe.stream.push(null),
    tail: () => tail.toString("utf8"),
  };
}

async function openPipe(path: string, writer: number): Promise<{ descriptor: number; stream: Socket }> {
  await runCommand({ program: "mkfifo", args: ["-m", "600", path] });
  await chown(path, writer, writer);
  // A reader that does not wait for its writer, so that neither waits for the other.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const descriptor = openSync(path, constants.O_WRONLY);
  await rm(path);
  return { descriptor, stream: new Socket({ fd: reader, readable: true, writable: false }) };
}
