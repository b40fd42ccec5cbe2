import { describe, expect, it } from "vitest";
import { dropRoot, parseAccounts } from "./drop-root.ts";

describe("running PostgreSQL for root", () => {
  it("reads accounts", () => {
    const accounts = parseAccounts(
      "root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104::/var/lib/postgresql:/bin/sh\n",
    );
    expect(accounts.get("postgres")).toEqual({ uid: 101, gid: 104 });
  });

  it("changes nothing for an ordinary user", () => {
    expect(dropRoot(undefined, "/a b/home", "/é/state")).toEqual({
      through: [],
      home: "/a b/home",
      folder: "/é/state",
    });
  });

  it("passes folders as arguments, never as text of the script", () => {
    const { through } = dropRoot({ uid: 101, gid: 104 }, "/a'b $(c)", "/é d");
    const script = through[through.indexOf("-c") + 1];
    expect(through.slice(-4)).toEqual(["/a'b $(c)", "/é d", "101", "104"]);
    expect(script).not.toContain("$(c)");
  });
});
