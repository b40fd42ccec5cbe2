// A browser for a candidate's page, which is hostile: it runs as nobody, sees no file of ours, and speaks with us through a
// pipe, since whatever listens on this network could be spoken to by the candidate as well.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { findProgram, isRoot } from "@atelier/engines/host.ts";
import { BROWSERS } from "@atelier/engines/requirements.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { ALL_GUARDS_STAND } from "../sandbox/guards.ts";
import { findControlGroups } from "../sandbox/control-group.ts";

/** As the sandbox's, but another's: a command of the candidate's may not signal it. */
const USER = "64902";
const MB = 2 ** 20;
const LIMITS = { memoryBytes: 1024 * MB, cpuCores: 2, pids: 256 };

export interface OpenBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** @throws ConfigError when the machine has none */
export async function openBrowser(): Promise<OpenBrowser> {
  const program = await findChromium();
  const bubblewrap = await findProgram("bwrap");
  // In practice it is the candidate's own page on the candidate's own machine.
  if (!isRoot() || bubblewrap === undefined) {
    const browser = await chromium.launch({ executablePath: program, chromiumSandbox: !isRoot() });
    return { browser, close: () => browser.close() };
  }
  const folder = await mkdtemp(join(tmpdir(), "browser-"));
  const group = await (
    await findControlGroups()
  ).create(`atelier-browser-${folder.slice(-6)}`, LIMITS, ALL_GUARDS_STAND);
  const end = async () => {
    await group.killAll();
    await group.remove();
    await rm(folder, { recursive: true, force: true });
  };
  const wrapper = join(folder, "browser");
  await writeFile(wrapper, launchScript({ program, bubblewrap, joinFiles: group.joinFiles }));
  await chmod(wrapper, 0o700);
  try {
    const browser = await chromium.launch({
      executablePath: wrapper,
      chromiumSandbox: false,
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    });
    return {
      browser,
      async close() {
        await browser.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function findChromium(): Promise<string> {
  for (const name of BROWSERS) {
    const program = await findProgram(name);
    if (program !== undefined) return program;
  }
  throw new ConfigError(
    "no-chromium",
    "No Chromium on the PATH, in which pages are looked at: apt-get install chromium",
  );
}

interface Launch {
  readonly program: string;
  readonly bubblewrap: string;
  /** To which a process writes "0" to be bounded. */
  readonly joinFiles: readonly string[];
}

/** Arguments of the browser follow; descriptors 3 and 4 are the pipe. */
function launchScript({ program, bubblewrap, joinFiles }: Launch): string {
  const binds = ["/etc/fonts", "/etc/ssl", "/etc/alternatives", "/etc/ld.so.cache", dirname(program)];
  const view = [
    "--die-with-parent --unshare-user --cap-drop ALL --disable-userns --unshare-pid --unshare-ipc --unshare-uts",
    "--hostname browser --unshare-cgroup-try --clearenv --setenv HOME /tmp --setenv LANG C.UTF-8",
    "--setenv PATH /usr/bin:/bin --perms 0755 --dir /etc --ro-bind /usr /usr",
    ...["bin", "sbin", "lib", "lib64"].map((name) => `--symlink usr/${name} /${name}`),
    ...binds.map((path) => `--ro-bind-try ${quote(path)} ${quote(path)}`),
    `--dev /dev --proc /proc --size ${256 * MB} --perms 1777 --tmpfs /tmp --chdir /tmp`,
  ];
  return [
    "#!/bin/sh",
    "set -e",
    ...joinFiles.map((file) => `echo 0 > ${quote(file)}`),
    `exec setpriv --reuid ${USER} --regid ${USER} --clear-groups --inh-caps=-all --ambient-caps=-all \\`,
    `  ${quote(bubblewrap)} ${view.join(" ")} -- ${quote(program)} "$@"`,
    "",
  ].join("\n");
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
