// How the two servers on the JVM are run: small heaps, classes read from an archive made in advance, and the quick
// compiler only. Together these take a start and its first minutes to a third of the processor time (measured in
// docs/decisions/0006-native-profile.md).
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
    "-XX:TieredStopAtLevel=1",
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
