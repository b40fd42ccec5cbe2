import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCode } from "./code.ts";
import { readTests } from "./own-tests.ts";

const notebook = (source: string) =>
  JSON.stringify({ cells: [{ cell_type: "code", source, outputs: [] }], nbformat: 4 });
const files = (contents: Record<string, string>) =>
  Object.entries(contents).map(([path, text]) => ({ path, text }));

describe("the reading of code", () => {
  it("tells what is no code, with its line, in Python, notebooks and TypeScript", async () => {
    const read = await readCode(
      files({
        "good.py": "def f(x: int) -> int:\n    return x\n",
        "bad.py": "def f():\n    pass\nreturn 3\n",
        "good.ipynb": notebook("%matplotlib inline\n!pip install x\nx = 1\n"),
        "bad.ipynb": notebook("x = (1,\ny = 2\n"),
        "good.ts": "#!/usr/bin/env node\nenum A { B }\nexport const a: A = await f();\n",
        "bad.ts": "export const = 3;\n",
        "node_modules/x/bad.js": "const = 3;",
      }),
    );
    expect(read.files).toBe(6);
    expect(read.unknown).toEqual([]);
    expect(read.errors.map(({ file }) => file).toSorted()).toEqual(["bad.ipynb", "bad.py", "bad.ts"]);
    expect(read.errors.find(({ file }) => file === "bad.py")?.line).toBe(3);
  });

  it("knows nothing of other languages, of newer Pythons, of what its readers do not survive", async () => {
    const deep = `x = ${"(".repeat(200_000)}\n`;
    const read = await readCode(
      files({ "a.scala": "x", "b.py": "type Row = dict[str, int]\n", "c.jsx": "<a/>", "d.py": deep }),
    );
    expect(read.unknown).toEqual(expect.arrayContaining(["a.scala", "b.py", "c.jsx"]));
    expect(read.errors.filter(({ file }) => file !== "d.py")).toEqual([]);
  });

  it("runs nothing of what it reads", async () => {
    const folder = await mkdtemp(join(tmpdir(), "read-"));
    const mark = join(folder, "ran");
    const does = `open(${JSON.stringify(mark)}, "w").write("x")\n`;
    const planted = files({
      "conftest.py": does,
      "sitecustomize.py": does,
      "ast.py": does,
      "n.ipynb": notebook(does),
    });
    expect((await readCode(planted)).errors).toEqual([]);
    await expect(access(mark)).rejects.toThrow("ENOENT");
    await rm(folder, { recursive: true });
  });
});

describe("tests that are handed in", () => {
  it("count where they ask for something, and are told where they do not", () => {
    const read = readTests(
      files({
        "tests/test_a.py": "def test_a():\n    assert clean('1') == 1\n",
        "tests/test_b.py": "def test_b():\n    # assert clean('1') == 1\n    assert True\n",
        "src/a.test.ts": 'test("a", () => { expect(clean("1")).toBe(1); });',
        "src/b.test.ts": 'test("b", () => { expect(true).toBe(true); });',
        "tests/helper.py": "x = 1\n",
      }),
      undefined,
    );
    expect(read).toEqual({ files: 4, asserting: 2, hollow: ["tests/test_b.py", "src/b.test.ts"] });
  });
});
