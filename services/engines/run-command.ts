// Runs a tool (a compiler, initdb, a formatter) to its end and turns its failure into one clear error.
import { spawn } from "node:child_process";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Command } from "./engine.ts";
import { toolEnvironment } from "./host.ts";

const KEPT_CHARACTERS = 4000;

/**
 * @returns standard output (its last 4,000 characters).
 * @throws ConfigError `missing-tool` when the program is absent, `disk-full`, or `command-failed` with its last words.
 */
export function runCommand(command: Command, stdin = "", signal?: AbortSignal): Promise<string> {
  const { program, args, cwd, env } = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: toolEnvironment(env),
      stdio: ["pipe", "pipe", "pipe"],
      ...(signal && { signal }),
    });
    let output = "";
    let words = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT_CHARACTERS);
      words = (words + text).slice(-KEPT_CHARACTERS);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-KEPT_CHARACTERS);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") return reject(error);
      reject(
        new ConfigError(
          "missing-tool",
          `The program ${program} is missing; ./atelier doctor says how to install it`,
          {
            cause: error,
          },
        ),
      );
    });
    child.on("close", (code, killedBy) => {
      if (code === 0) return resolve(output);
      const last = words.trim().split("\n").slice(-8).join("\n  ");
      const full = /no space left on device|ENOSPC/i.test(words);
      reject(
        new ConfigError(
          full ? "disk-full" : "command-failed",
          `${program} ${args[0] ?? ""} ended with ${killedBy ?? code}${full ? ": the disk is full" : ""}:\n  ${last}`,
        ),
      );
    });
    // A program that ends without reading its input is judged by its exit code alone.
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin);
  });
}
