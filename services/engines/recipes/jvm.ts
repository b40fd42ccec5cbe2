// How the two servers on the JVM are run: small heaps, and classes read from an archive made in advance, which halves
// the processor time of a start.
import { join } from "node:path";
import type { Launch } from "../engine.ts";

const ARCHIVE = "classes.jsa";

/** An archive that is missing, or made by another JVM, is passed over in silence. */
export function jvmOptions(prepared: string, heapMb: number): string[] {
  return [
    "-Xms128m",
    `-Xmx${heapMb}m`,
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Xlog:disable",
    `-XX:SharedArchiveFile=${join(prepared, ARCHIVE)}`,
  ];
}

/** The same launch, but the JVM writes the classes it has loaded when it ends, instead of reading them. */
export function archivingLaunch({ command, ...launch }: Launch, prepared: string): Launch {
  const args = command.args.filter((argument) => !argument.startsWith("-XX:SharedArchiveFile="));
  args.unshift(`-XX:ArchiveClassesAtExit=${join(prepared, ARCHIVE)}`);
  return { ...launch, command: { ...command, args } };
}
