import { describe, expect, it, test } from "vitest";
import { parseArchive, parseCandidate, parseDepends } from "./debian.ts";

describe("what apt says of a package", () => {
  it.each([
    ["prometheus:\n  Installed: (none)\n  Candidate: 2.42.0+ds-5+deb12u1\n", "2.42.0"],
    ["x:\n  Installed: 1:0.25.0-1+b4\n  Candidate: 1:0.25.0-1+b4\n", "0.25.0"],
    ["prometheus:\n  Installed: (none)\n  Candidate: (none)\n", undefined],
    ["", undefined],
  ])("%j has the candidate %j", (policy, version) => {
    expect(parseCandidate(policy)).toBe(version);
  });

  it("names what it depends on, of alternatives the first", () => {
    expect(parseDepends("libc6 (>= 2.34), libjs-jquery | jquery,\n libjs-popper.js\n")).toEqual([
      "libc6",
      "libjs-jquery",
      "libjs-popper.js",
    ]);
    expect(parseDepends("")).toEqual([]);
  });
});

test("the archive of Debian 12 is found among others", () => {
  const policy = [
    "Package files:",
    " 100 /var/lib/dpkg/status",
    " 100 http://debian.example/debian bookworm-backports/main amd64 Packages",
    " 500 http://debian.example/debian bookworm/main amd64 Packages",
    "     release v=12.15,o=Debian,a=oldstable,n=bookworm,l=Debian,c=main,b=amd64",
  ].join("\n");
  expect(parseArchive(policy)).toBe("http://debian.example/debian");
  expect(parseArchive(" 500 http://ubuntu.example noble/main amd64 Packages")).toBeUndefined();
});
