// Submissions as they are sent, the honest and the others. Each guard's control is the same archive, opened by a usual tool
// or a looser limit, where it does its harm.
import { execFile } from "node:child_process";
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runPlain } from "@atelier/grader/hostile/run-plain.ts";
import { takeIn, type Intake } from "@atelier/grader/intake/intake.ts";
import { Refusal } from "@atelier/grader/intake/refusal.ts";
import { tarOf, zipOf } from "./hostile-archives.ts";

const run = promisify(execFile);
let folder = "";
let takes = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "intake-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function take(given: string): Promise<Intake> {
  takes += 1;
  const into = join(folder, `into-${takes}`);
  await mkdir(into);
  return takeIn(given, into, runPlain);
}

async function takeBytes(bytes: Buffer, name = "work.zip"): Promise<Intake> {
  await writeFile(join(folder, name), bytes);
  return take(join(folder, name));
}

const refusal = async (taken: Promise<Intake>): Promise<string> =>
  taken.then(
    () => "taken in",
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      return error.code;
    },
  );

const filesOf = async (tree: string): Promise<string[]> =>
  (await readdir(tree, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(tree.length + 1))
    .toSorted();

async function git(at: string, ...args: string[]): Promise<string> {
  const identity = ["-c", "user.name=Camille Martin", "-c", "user.email=camille@school.example"];
  const { stdout } = await run("git", ["-C", at, ...identity, ...args]);
  return stdout;
}

describe("what is ordinary", () => {
  test("a zip, a tar of each packing and a folder give the same files and fingerprint", async () => {
    const files = [
      { name: "submission.yaml", content: "version: 1\n" },
      { name: "src/a.py", content: "x = 1\n" },
    ];
    const tar = await tarOf(files);
    await mkdir(join(folder, "given/src"), { recursive: true });
    for (const { name, content } of files) await writeFile(join(folder, "given", name), content);
    const packed = async (tool: string) => {
      await writeFile(join(folder, "plain.tar"), tar);
      await run(tool, ["-kf", join(folder, "plain.tar")]);
      return readFile(join(folder, `plain.tar.${tool === "xz" ? "xz" : "bz2"}`));
    };
    const taken = [
      await takeBytes(zipOf(files)),
      await takeBytes(tar, "work.tar"),
      await takeBytes(gzipSync(tar), "work.tgz"),
      await takeBytes(zstdCompressSync(tar), "work.tar.zst"),
      await takeBytes(await packed("xz"), "work.tar.xz"),
      await takeBytes(await packed("bzip2"), "work.tar.bz2"),
      await take(join(folder, "given")),
    ];
    expect(new Set(taken.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await filesOf(taken[0]?.tree ?? "")).toEqual(["src/a.py", "submission.yaml"]);
  });

  test("what a Mac, a Windows and a package manager leave is not work, and one nested folder is looked into", async () => {
    const taken = await takeBytes(
      zipOf([
        { name: "travail/travail/submission.yaml", content: "version: 1" },
        { name: "travail/.DS_Store", content: "x" },
        { name: "__MACOSX/travail/._a", content: "x" },
        { name: "travail/travail/.venv/bin/python", content: "x" },
        {
          name: Buffer.from([
            0x74, 0x72, 0x61, 0x76, 0x61, 0x69, 0x6c, 0x2f, 0x74, 0x72, 0x61, 0x76, 0x61, 0x69, 0x6c, 0x2f,
            0x82, 0x74, 0x82,
          ]),
          content: "x",
        },
        { name: "travail\\travail\\sous\\fichier.py", content: "x" },
      ]),
    );
    expect(await filesOf(taken.tree)).toEqual(["sous/fichier.py", "submission.yaml", "été"]);
    expect(taken.omitted).toEqual([]);
  });

  test("a path that comes twice stands once, and that is told", async () => {
    const taken = await takeBytes(
      zipOf([{ name: "a", content: "1" }, { name: "b" }, { name: "a", content: "2" }]),
    );
    expect(await readFile(join(taken.tree, "a"), "utf8")).toBe("2");
    expect(taken.repeated).toEqual(["a"]);
  });
});

describe("what is refused, clearly", () => {
  test("nothing, no such path, an empty folder or archive", async () => {
    await mkdir(join(folder, "empty"));
    expect(await refusal(take(join(folder, "absent")))).toBe("not-found");
    expect(await refusal(take(join(folder, "empty")))).toBe("empty");
    expect(await refusal(takeBytes(zipOf([])))).toBe("empty");
  });

  test("random bytes, half an archive, another format, a password", async () => {
    const whole = zipOf([{ name: "a", content: "x".repeat(5000) }]);
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251));
    expect(await refusal(takeBytes(noise))).toBe("format");
    expect(await refusal(takeBytes(whole.subarray(0, 60)))).toBe("damaged");
    expect(await refusal(takeBytes(gzipSync(Buffer.from("no tar")).subarray(0, 15)))).toBe("damaged");
    expect(await refusal(takeBytes(Buffer.from("Rar!\u001A\u0007rest")))).toBe("format");
    expect(await refusal(takeBytes(zipOf([{ name: "a", content: "x", encrypted: true }])))).toBe("encrypted");
  });

  test("2 GB, before a byte is read", async () => {
    await writeFile(join(folder, "huge.zip"), "PK");
    await truncate(join(folder, "huge.zip"), 2 * 2 ** 30);
    expect(await refusal(take(join(folder, "huge.zip")))).toBe("too-big");
  });

  test.each([
    "ext::sh -c touch% /tmp/x",
    "file:///etc",
    "git@host.example:a/b",
    "ssh://host.example/a",
    "http://host.example/a",
    "https://user:pass@host.example/a",
    "--upload-pack=x://y",
  ])("the address %s", async (address) => {
    expect(["address", "not-found"]).toContain(await refusal(take(address)));
  });
});

describe("what attacks", () => {
  test("a bomb is refused by its ratio: unpacked by a usual tool it is 200 MB", async () => {
    const bomb = zipOf([{ name: "bomb", content: Buffer.alloc(200 * 2 ** 20) }]);
    await writeFile(join(folder, "bomb.zip"), bomb);
    await run("unzip", ["-q", join(folder, "bomb.zip"), "-d", join(folder, "control")]);
    expect((await readFile(join(folder, "control/bomb"))).length).toBe(200 * 2 ** 20);
    expect(await refusal(take(join(folder, "bomb.zip")))).toBe("bomb");
  });

  test("entries that share their data are a bomb too", async () => {
    const shared = { name: "a", content: Buffer.alloc(16 * 2 ** 20) };
    const entries = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...shared, name: `n${index}`, overlaps: 0 }));
    // Three of them are below the limit, and all are written.
    const few = await takeBytes(zipOf([shared, ...entries(2)]));
    const sizes = (await filesOf(few.tree)).map(async (name) => (await stat(join(few.tree, name))).size);
    expect(await Promise.all(sizes)).toEqual([
      shared.content.length,
      shared.content.length,
      shared.content.length,
    ]);
    expect(await refusal(takeBytes(zipOf([shared, ...entries(64)])))).toBe("bomb");
  });

  test("100,000 files are too many", async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({ name: `f${index}` }));
    expect(await refusal(takeBytes(gzipSync(await tarOf(many)), "many.tgz"))).toBe("too-many-files");
  });

  test("a path upwards writes nothing outside: opened by a naive join it does", async () => {
    const slip = await tarOf([
      { name: "../slipped", content: "x" },
      { name: "kept", content: "x" },
    ]);
    await writeFile(join(folder, "slip.tar"), slip);
    await mkdir(join(folder, "deep"));
    await run("tar", ["-xPf", join(folder, "slip.tar"), "-C", join(folder, "deep")]);
    expect(await readdir(folder)).toContain("slipped");
    await rm(join(folder, "slipped"));

    const taken = await take(join(folder, "slip.tar"));
    expect(await filesOf(taken.tree)).toEqual(["kept"]);
    expect(taken.omitted).toEqual([{ name: "../slipped", reason: "outside" }]);
    expect(await readdir(folder, { recursive: true })).not.toContain("slipped");
  });

  test("a link out is no way to write there, nor to read: with links made it is", async () => {
    await writeFile(join(folder, "private"), "the grader's");
    await mkdir(join(folder, "outside"));
    const entries = [
      { name: "door", type: "symlink" as const, linkname: join(folder, "outside") },
      { name: "door/planted", content: "x" },
      { name: "peek", type: "symlink" as const, linkname: join(folder, "private") },
      { name: "hard", type: "link" as const, linkname: join(folder, "private") },
      { name: "pipe", type: "fifo" as const },
      { name: "loop", type: "symlink" as const, linkname: "loop" },
      { name: "root", content: "x", mode: 0o4755 },
    ];
    await writeFile(join(folder, "links.tar"), await tarOf(entries));
    await mkdir(join(folder, "control"));
    await run("tar", ["-xPf", join(folder, "links.tar"), "-C", join(folder, "control")]).catch(
      () => undefined,
    );
    expect(await readFile(join(folder, "control/peek"), "utf8")).toBe("the grader's");
    expect(await readFile(join(folder, "control/hard"), "utf8")).toBe("the grader's");
    expect(await readdir(join(folder, "outside"))).toEqual(["planted"]);
    await rm(join(folder, "outside"), { recursive: true });
    await mkdir(join(folder, "outside"));

    const taken = await take(join(folder, "links.tar"));
    expect(await filesOf(taken.tree)).toEqual(["door/planted", "root"]);
    expect(await readdir(join(folder, "outside"))).toEqual([]);
    expect(taken.omitted.map(({ reason }) => reason)).toEqual(["link", "link", "link", "special", "link"]);
  });

  test("in a folder, links, pipes and loops are left out: a usual copy reads what they lead to", async () => {
    await writeFile(join(folder, "private"), "the grader's");
    await mkdir(join(folder, "given"));
    await writeFile(join(folder, "given/a.py"), "");
    await symlink(join(folder, "private"), join(folder, "given/peek"));
    await symlink(".", join(folder, "given/loop"));
    // A careless copy follows the link.
    await run("cp", ["-rL", join(folder, "given/peek"), join(folder, "control")]);
    expect(await readFile(join(folder, "control"), "utf8")).toBe("the grader's");
    await run("mkfifo", [join(folder, "given/pipe")]);
    const taken = await take(join(folder, "given"));
    expect(await filesOf(taken.tree)).toEqual(["a.py"]);
    expect(taken.omitted).toHaveLength(3);
  });

  test("names with escapes and line ends are left out, and say so: a usual tool makes such files", async () => {
    const names = zipOf([{ name: "a\u001B[2Jb" }, { name: "c\nd" }, { name: "kept", content: "x" }]);
    await writeFile(join(folder, "names.zip"), names);
    const unpack = "import sys, zipfile\nzipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    await run("python3", ["-I", "-c", unpack, join(folder, "names.zip"), join(folder, "control")]);
    expect((await readdir(join(folder, "control"))).toSorted()).toEqual(["a\u001B[2Jb", "c\nd", "kept"]);
    const taken = await takeBytes(names, "named.zip");
    expect(await filesOf(taken.tree)).toEqual(["kept"]);
    expect(taken.omitted).toHaveLength(2);
  });
});

async function repository(): Promise<string> {
  const at = join(folder, "repo");
  await mkdir(at);
  await git(at, "init", "-q", "-b", "main");
  await writeFile(join(at, "main.py"), "x = 1\n");
  await git(at, "add", ".");
  await git(at, "commit", "-qm", "first");
  return at;
}

describe("a repository", () => {
  test("a bare one gives its newest commit, byte for byte", async () => {
    const at = await repository();
    await writeFile(
      join(at, ".gitattributes"),
      "* text eol=crlf filter=evil export-subst\nmain.py export-ignore\n",
    );
    await git(at, "add", ".");
    await git(at, "commit", "-qm", "attributes");
    await git(folder, "clone", "-q", "--bare", at, join(folder, "bare.git"));
    const taken = await take(join(folder, "bare.git"));
    expect(taken.kind).toBe("repository");
    expect(await readFile(join(taken.tree, "main.py"), "utf8")).toBe("x = 1\n");
  });

  test("nothing in its configuration, hooks or attributes runs: asked in place, git runs them", async () => {
    const at = await repository();
    const trap = join(folder, "trap");
    const sprung = join(folder, "sprung");
    await writeFile(trap, `#!/bin/sh\ntouch ${sprung}\nexit 1\n`);
    await chmod(trap, 0o755);
    for (const [name, value] of [
      ["core.fsmonitor", trap],
      ["core.pager", trap],
      ["core.sshCommand", trap],
      ["diff.evil.textconv", trap],
      ["diff.external", trap],
      ["filter.evil.smudge", trap],
      ["filter.evil.clean", trap],
      ["filter.evil.required", "true"],
      ["uploadpack.packObjectsHook", trap],
      ["core.alternateRefsCommand", trap],
    ]) {
      await git(at, "config", name ?? "", value ?? "");
    }
    await writeFile(join(at, ".git/info/attributes"), "* filter=evil diff=evil\n");
    for (const hook of ["post-checkout", "pre-commit", "post-index-change", "reference-transaction"]) {
      await writeFile(join(at, `.git/hooks/${hook}`), `#!/bin/sh\ntouch ${sprung}\n`);
      await chmod(join(at, `.git/hooks/${hook}`), 0o755);
    }
    await git(at, "status").catch(() => undefined);
    expect(await readdir(folder)).toContain("sprung");
    await rm(sprung);

    const taken = await take(at);
    expect(await filesOf(taken.tree)).toEqual(["main.py"]);
    expect(await git(taken.history ?? "", "log", "-p", "--all", "--format=%an")).toContain("Camille Martin");
    await run("cp", ["-r", join(at, ".git"), join(folder, "bare.git")]);
    await rm(sprung, { force: true });
    await take(join(folder, "bare.git"));
    expect(await readdir(folder)).not.toContain("sprung");
  });

  test("objects that lie elsewhere are not reached: with the alternate kept they are", async () => {
    const at = await repository();
    const secret = (await git(at, "rev-parse", "HEAD")).trim();
    const thief = join(folder, "thief");
    await mkdir(thief);
    await git(thief, "init", "-q", "-b", "main");
    await writeFile(join(thief, ".git/objects/info/alternates"), join(at, ".git/objects"));
    await writeFile(join(thief, ".git/refs/heads/main"), secret);
    await writeFile(join(thief, "a"), "x");
    expect(await git(thief, "log", "-p", "main")).toContain("x = 1");
    const taken = await take(thief);
    await expect(git(taken.history ?? "", "log", "-p", "main")).rejects.toThrow();
  });

  test("a .git that points to another folder is no history", async () => {
    const at = await repository();
    await mkdir(join(folder, "pointing"));
    await writeFile(join(folder, "pointing/.git"), `gitdir: ${join(at, ".git")}`);
    await writeFile(join(folder, "pointing/a"), "x");
    expect((await take(join(folder, "pointing"))).history).toBeUndefined();
  });
});
