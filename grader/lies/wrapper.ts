// Lies told to tests that meet a program through its standard input and output: they start it by a wrapper, which passes on
// what it reads and writes, or does not.

/** Each gets the program's output on its standard input. All are POSIX. */
const LIES = {
  dropped: "sed '$d'",
  repeated: "sed 'p'",
  corrupted: "tr 0123456789 1234567890",
  late: "sed '1!G;h;$!d'",
  empty: "sed d",
} as const;
export type StdinLie = keyof typeof LIES;
export const STDIN_LIES = Object.keys(LIES) as StdinLie[];

/** As the variable has it. @param lie undefined: nothing is changed */
export function wrapper(lie?: StdinLie): string {
  const filter = lie === undefined ? "cat" : LIES[lie];
  // The program's own verdict stays: only what it says is another.
  const script = `out=$("$@"; code=$?; printf 'x%s' "$code"); code=\${out##*x}; printf '%s' "\${out%x*}" | ${filter}; exit "$code"`;
  return JSON.stringify(["sh", "-c", script, "sh"]);
}
