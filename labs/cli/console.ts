// Where sentences go: results on standard output, progress on standard error, colours only for a terminal.
import { styleText } from "node:util";
import type { Machine, TerminalStream } from "./machine.ts";

type Style = Parameters<typeof styleText>[0];

export interface Console {
  /** Standard error is a terminal: progress may move the cursor. */
  readonly isLive: boolean;
  /** One line of the result, on standard output. */
  print(line: string): void;
  /** One line about what goes on, on standard error. */
  say(line: string): void;
  /** Styled for standard output; bare text when it is no terminal or NO_COLOR is set. */
  style(style: Style, text: string): string;
}

export function createConsole(machine: Machine): Console {
  const coloured = hasColours(machine.stdout, machine.environment);
  return {
    isLive: machine.stderr.isTTY === true && machine.environment["CI"] === undefined,
    print: (line) => void machine.stdout.write(`${line}\n`),
    say: (line) => void machine.stderr.write(`${line}\n`),
    style: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** https://no-color.org: any non-empty value switches colours off. */
function hasColours(stream: TerminalStream, environment: Machine["environment"]): boolean {
  return stream.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
}
