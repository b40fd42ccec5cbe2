// TensorFlow's native backend for Node: its own installer fetches a binary from a place that many networks do not reach,
// so that the binding is compiled here, against the library that PyPI's wheel carries.
import { cp, mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ConfigError } from "@atelier/platform/errors.ts";
import { cached } from "./cache.ts";
import { defaultCacheDir, findProgram, platformName } from "./host.ts";
import { cacheKey } from "./install.ts";
import { runCommand } from "./run-command.ts";

const RECIPE = {
  name: "tensorflow",
  version: "4.22.0",
  revision: 1,
  sources: fileURLToPath(new URL("../../docker/engines/tensorflow/", import.meta.url)),
};

export interface TensorflowOptions {
  readonly cacheDir?: string;
  /** Tells what takes long. */
  readonly say: (detail: string) => void;
  readonly signal?: AbortSignal;
}

const TOOLS = ["python3", "unzip", "g++", "npm"] as const;
const DEBIAN_PACKAGES = "python3-pip unzip g++";
const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"] as const;
/** By the names under which the linker and the binding ask for them. */
const LINKS = [
  ["libtensorflow.so", "libtensorflow_cc.so.2"],
  ["libtensorflow_framework.so", "libtensorflow_framework.so.2"],
] as const;

/**
 * Brings the backend into the cache, unless it is there: some 800 MB, a minute.
 * @returns the folder from which `@tensorflow/tfjs-node` is found.
 * @throws ConfigError `no-tensorflow-here`, `missing-tool`, `disk-full`, `command-failed`
 */
export async function installTensorflow(options: TensorflowOptions): Promise<string> {
  const { cacheDir = defaultCacheDir(), say } = options;
  return cached(
    cacheDir,
    await cacheKey(RECIPE),
    async (folder) => {
      await requireTools();
      await build(folder, options);
    },
    () => say("waiting for another process that installs it"),
  );
}

async function requireTools(): Promise<void> {
  if (platformName() !== "linux-x64") {
    throw new ConfigError(
      "no-tensorflow-here",
      `The wheel that carries TensorFlow is for linux-x64, and this is ${platformName()}: the WASM backend does the same work`,
    );
  }
  const found = await Promise.all(TOOLS.map(findProgram));
  const missing = TOOLS.filter((_, at) => found[at] === undefined);
  if (missing.length > 0) {
    throw new ConfigError(
      "missing-tool",
      `Missing: ${missing.join(", ")}. As root: apt-get install -y --no-install-recommends ${DEBIAN_PACKAGES}`,
    );
  }
}

async function build(folder: string, { say, signal }: TensorflowOptions): Promise<void> {
  const run = (program: string, ...args: readonly string[]) =>
    runCommand({ program, args, cwd: folder }, "", signal);
  await cp(RECIPE.sources, folder, { recursive: true });
  say("fetching @tensorflow/tfjs-node");
  // Its install script is what fetches the binary.
  await run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  say("fetching TensorFlow, 207 MB");
  const wheel = ["--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--python-version", "3.11"];
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"];
  await run("python3", ...pip, ...wheel, "--require-hashes", "-r", "requirements.txt", "-d", "wheel");
  const headers = ["c", "core/platform"].map((part) => `tensorflow/include/tensorflow/${part}/*`);
  const wanted = [...LIBRARIES.map((name) => `tensorflow/${name}`), ...headers, "tensorflow/include/tsl/*"];
  // No shell is between us and unzip, which knows the pattern itself.
  await run("unzip", "-q", join("wheel", WHEEL), ...wanted, "-d", "unpacked");
  const tfjs = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  const libraries = join(tfjs, "deps", "lib");
  await mkdir(libraries, { recursive: true });
  for (const name of LIBRARIES)
    await rename(join(folder, "unpacked", "tensorflow", name), join(libraries, name));
  for (const [link, target] of LINKS) await symlink(target, join(libraries, link));
  say("compiling the binding");
  await mkdir(join(tfjs, "lib", "napi-v8"), { recursive: true });
  await run("g++", ...bindingArguments(folder, tfjs, libraries));
  for (const left of ["wheel", "unpacked"]) await rm(join(folder, left), { recursive: true });
}

const WHEEL = "tensorflow_cpu-*.whl";

/** What the package's own binding.gyp says, without the tools that read it: Node-API needs none of Node's own headers. */
function bindingArguments(folder: string, tfjs: string, libraries: string): string[] {
  const sources = ["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(tfjs, "binding", name));
  const includes = [
    join(tfjs, ".."),
    join(folder, "unpacked", "tensorflow", "include"),
    join(folder, "node_modules", "node-api-headers", "include"),
  ];
  const flags = "-O2 -std=c++17 -fPIC -shared -DNAPI_VERSION=8".split(" ");
  const link = "-ltensorflow -ltensorflow_framework -Wl,-rpath,$ORIGIN/../../deps/lib".split(" ");
  const output = join(tfjs, "lib", "napi-v8", "tfjs_binding.node");
  return [
    ...flags,
    ...includes.map((one) => `-I${one}`),
    ...sources,
    "-o",
    output,
    `-L${libraries}`,
    ...link,
  ];
}
