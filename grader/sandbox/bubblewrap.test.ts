import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { bubblewrapOptions, type View } from "./bubblewrap.ts";
import { ALL_GUARDS_STAND, GUARDS } from "./guards.ts";

const VIEW: View = {
  readOnly: [{ host: "/stage/0", seen: "/given" }],
  writable: [{ host: "/stage/1", seen: "/work" }],
  environment: { PATH: "/usr/bin" },
  cwd: "/work",
  withoutNetwork: true,
  limits: { temporaryBytes: 1000 },
  files: [{ descriptor: 6, seen: "/etc/hosts" }],
  statusDescriptor: 3,
  filterDescriptor: 5,
};

describe("bubblewrap's options", () => {
  it("name every wall", () => {
    const options = bubblewrapOptions(VIEW, ALL_GUARDS_STAND);
    expect(options).toEqual(
      expect.arrayContaining([
        "--die-with-parent",
        "--unshare-user",
        "--disable-userns",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-net",
        "--new-session",
        "--clearenv",
        "--seccomp",
      ]),
    );
    expect(options.join(" ")).toContain("--cap-drop ALL");
    expect(options.join(" ")).toContain("--ro-bind /stage/0 /given");
    expect(options.join(" ")).toContain("--bind /stage/1 /work");
  });

  it("clear the environment before they set it", () => {
    const options = bubblewrapOptions(VIEW, ALL_GUARDS_STAND);
    expect(options.indexOf("--clearenv")).toBeLessThan(options.indexOf("--setenv"));
  });

  it("close the root after everything is in it", () => {
    const options = bubblewrapOptions(VIEW, ALL_GUARDS_STAND);
    expect(options.slice(options.lastIndexOf("--remount-ro")).join(" ")).not.toMatch(
      /--(ro-bind|bind|tmpfs|file|dir) /,
    );
    expect(options[options.lastIndexOf("--remount-ro") + 1]).toBe("/");
  });

  it("keep the network that the sandbox is started in only where that is asked for", () => {
    expect(bubblewrapOptions({ ...VIEW, withoutNetwork: false }, ALL_GUARDS_STAND)).not.toContain(
      "--unshare-net",
    );
  });

  it("show nothing of the host but what is bound, the system's programs and a few files of /etc", () => {
    const options = bubblewrapOptions(VIEW, ALL_GUARDS_STAND);
    const sources = options.flatMap((option, index) =>
      /^--(ro-|dev-)?bind/.test(option) ? [options[index + 1]] : [],
    );
    expect(sources.filter((path) => !path?.startsWith("/etc/"))).toEqual(["/usr", "/stage/0", "/stage/1"]);
    expect(sources.filter((path) => path === "/etc" || path === "/etc/passwd")).toEqual([]);
  });

  it("are the same whatever a variable's value holds, but for that value", () => {
    assert(
      property(string(), (value) => {
        const options = bubblewrapOptions({ ...VIEW, environment: { A: value } }, ALL_GUARDS_STAND);
        const at = options.indexOf("--setenv");
        expect(options.slice(at, at + 3)).toEqual(["--setenv", "A", value]);
        expect(options).toHaveLength(bubblewrapOptions(VIEW, ALL_GUARDS_STAND).length);
      }),
    );
  });

  it("refuse a value that would end an option early", () => {
    const withNull = { ...VIEW, environment: { A: "x\0--bind\0/\0/host" } };
    expect(() => bubblewrapOptions(withNull, ALL_GUARDS_STAND)).toThrow("NUL");
  });

  it("lose a wall with each guard that is theirs", () => {
    const elsewhere = [
      "bubblewrap",
      "descriptors",
      "core-dumps",
      "file-size",
      "memory",
      "processes",
      "disk",
      "output",
      "time",
      "survivors",
    ];
    const all = bubblewrapOptions(VIEW, ALL_GUARDS_STAND);
    for (const guard of GUARDS.filter((name) => !elsewhere.includes(name))) {
      expect({ guard, options: bubblewrapOptions(VIEW, new Set([guard])) }).not.toEqual({
        guard,
        options: all,
      });
    }
  });
});
