// `npm run bench`: measures the lab against its goals and against other people's tools, in one run on one machine.
import { readOptions } from "./options.ts";
import { BENCHES } from "./benches.ts";
import { printJson, printMarkdown } from "./report.ts";
import { runBenches } from "./run-benches.ts";

const options = readOptions(process.argv.slice(2), process.env);
if ("help" in options) {
  process.stdout.write(options.help);
  process.exit(options.exitCode);
}
const say = (line: string) => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};
const finished = await runBenches(BENCHES, options, process.env, say);
const print = options.json ? printJson : printMarkdown;
process.stdout.write(print(finished, new Date()));
process.exit(finished.some(({ rows }) => rows.some(({ met }) => met === false)) ? 1 : 0);
