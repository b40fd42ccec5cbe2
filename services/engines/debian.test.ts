import { describe, expect, it } from "vitest";
import { parseCandidate, parseDepends } from "./debian.ts";

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
