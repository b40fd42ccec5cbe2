import { describe, expect, it } from "vitest";
import { acceptVersion, parseRelease } from "./requirements.ts";

describe("requirements", () => {
  it.each([
    ["go version go1.22.0 linux/amd64", "go1.22.0"],
    ["go version go1.26.8 linux/amd64", "go1.26.8"],
    ["go version go2.0 linux/amd64", "go2.0"],
    ["go version go1.19.8 linux/amd64", null],
    ["", null],
  ])("reads %j as %j", (text, found) => {
    expect(acceptVersion(text, /go(\d+)\.(\d+)[.\d]*/, [1, 22])).toBe(found);
  });

  it("reads a distribution's name with and without quotes", () => {
    expect(parseRelease('NAME="Debian GNU/Linux"\nID=debian\nVERSION_CODENAME="bookworm"\n')).toEqual({
      id: "debian",
      codename: "bookworm",
    });
    expect(parseRelease("")).toEqual({ id: "", codename: "" });
  });
});
