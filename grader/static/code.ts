// Whether a submission's code is code. Parsed by its own language, never run: Python reads in a child of its own that imports
// nothing of the submission's, TypeScript and JavaScript are read by the Node that runs this.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripTypeScriptTypes } from "node:module";
import { z } from "zod";
import type { StaticFacts } from "../observations/static.ts";
import { notebookCode } from "./notebook.ts";
import type { TextFile } from "./text-file.ts";

const PYTHON_MS = 10_000;
const MOST_ERRORS = 50;
/** What others have written. */
const VENDORED = /(?:^|\/)(?:node_modules|\.venv|venv|site-packages|vendor|dist|build)\//u;

export const isOwnCode = (path: string): boolean =>
  /\.(?:py|ipynb|ts|mts|js|mjs|cjs|tsx|jsx|r|scala|java|go)$/iu.test(path) && !VENDORED.test(path);

// -I and -S: neither the folder, nor PYTHONPATH, nor a sitecustomize is looked at. compile makes code of it, and runs none.
const READER = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    given = json.loads(line)
    try:
        compile(ast.parse(given["text"], given["path"]), given["path"], "exec", dont_inherit=True)
        said = None
    except (SyntaxError, ValueError) as error:
        said = {"line": getattr(error, "lineno", None) or 0, "message": str(getattr(error, "msg", error))}
    except (RecursionError, MemoryError):
        continue
    print(json.dumps({"path": given["path"], "error": said}), flush=True)
`;
const Said = z.object({
  path: z.string(),
  error: z.object({ line: z.number().int().nonnegative(), message: z.string() }).nullable(),
});
/** Said where a newer Python may know better than this one. */
const MAYBE_NEWER = /^invalid syntax$|f-string/u;

type Code = StaticFacts["code"];

export async function readCode(texts: readonly TextFile[]): Promise<Code> {
  const own = texts.filter(({ path }) => isOwnCode(path));
  const python = own.flatMap(({ path, text }) => {
    if (/\.py$/iu.test(path)) return [{ path, text }];
    if (!/\.ipynb$/iu.test(path)) return [];
    const cells = notebookCode(text);
    return cells === undefined ? [] : [{ path, text: cells }];
  });
  const script = own.filter(({ path }) => /\.(?:ts|mts|js|mjs|cjs)$/iu.test(path));
  const [said, errors] = [await readPython(python), script.flatMap(readScript)];
  const unknown = own.map(({ path }) => path).filter((path) => !script.some((one) => one.path === path));
  for (const { path, error } of said) {
    if (error !== null && MAYBE_NEWER.test(error.message)) {
      // Two readers of the same text: what is no sentence in any Python is told by its own message.
      if (error.message !== "invalid syntax" || isNewer(python, path, error.line)) continue;
    }
    unknown.splice(unknown.indexOf(path), 1);
    if (error)
      errors.push({ rule: "syntax", message: error.message.slice(0, 200), file: path, line: error.line });
  }
  return { files: own.length, unknown: unknown.slice(0, MOST_ERRORS), errors: errors.slice(0, MOST_ERRORS) };
}

/** Lines that open with a word that newer Pythons have made a statement of. */
function isNewer(python: readonly TextFile[], path: string, line: number): boolean {
  const text = python.find((one) => one.path === path)?.text.split("\n")[line - 1] ?? "";
  return /^\s*(?:type\s+\w+.*=|(?:def|class)\s+\w+\[|except\s)/u.test(text);
}

function readScript({ path, text }: TextFile): Code["errors"] {
  try {
    stripTypeScriptTypes(text.replace(/^#![^\n]*/u, ""), { mode: "transform" });
    return [];
  } catch (error) {
    const { message } = error as Error;
    return [
      {
        rule: "syntax",
        message: message.split("\n").at(-1)?.trim().slice(0, 200) ?? "",
        file: path,
        line: 0,
      },
    ];
  }
}

/** Files of which nothing is said: there is no Python here, or it did not survive them. */
async function readPython(files: readonly TextFile[]): Promise<z.infer<typeof Said>[]> {
  if (files.length === 0) return [];
  const child = spawn("python3", ["-I", "-S", "-c", READER], {
    cwd: "/",
    stdio: ["pipe", "pipe", "ignore"],
    timeout: PYTHON_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(files.map(({ path, text }) => `${JSON.stringify({ path, text })}\n`).join(""));
  try {
    await once(child, "close");
  } catch {
    return [];
  }
  const lines = output.split("\n");
  return lines.slice(0, -1).map((line) => Said.parse(JSON.parse(line)));
}
