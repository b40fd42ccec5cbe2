// How a child is told its paths: one JSON argument.
import { z } from "zod";

export function readHostileArguments(argv: readonly string[]): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(argv[2] ?? "{}"));
}
