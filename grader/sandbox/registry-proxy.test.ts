import { assert, constantFrom, pre, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { registriesFrom } from "./registry-hosts.ts";
import { isPublicAddress, listing } from "./registry-proxy.ts";

const REGISTRIES = registriesFrom({
  npm_config_registry: "https://someone:secret@mirror.example:8443/npm/?token=secret",
  PIP_INDEX_URL: "http://plain.example/simple",
  UV_DEFAULT_INDEX: "",
});

describe("the registries that set-up may reach", () => {
  it("are the public ones and the machine's own, by host and port", () => {
    expect(listing(REGISTRIES, "registry.npmjs.org", "443")).toBe("open");
    expect(listing(REGISTRIES, "PyPI.org", "443")).toBe("open");
    expect(listing(REGISTRIES, "mirror.example", "8443")).toBe("own");
    expect(listing(REGISTRIES, "mirror.example", "443")).toBeUndefined();
    expect(listing(REGISTRIES, "pypi.org", "22")).toBeUndefined();
    expect(listing(REGISTRIES, "plain.example", "80")).toBeUndefined();
  });

  it("are told to installers without the credentials of their addresses", () => {
    expect(REGISTRIES.environment).toEqual({ npm_config_registry: "https://mirror.example:8443/npm/" });
  });

  it("are no other host, however alike its name", () => {
    assert(
      property(string({ minLength: 1 }), constantFrom("pypi.org", "registry.npmjs.org"), (text, name) => {
        pre(text.trim() !== "");
        for (const host of [`${text}${name}`, `${name}${text}`, `${name}.${text}`, `${text}@${name}`]) {
          expect(listing(REGISTRIES, host, "443")).toBeUndefined();
        }
      }),
    );
    for (const host of [
      "pypi.org.",
      "xpypi.org",
      "pypi.org@evil.example",
      "evil.example#pypi.org",
      "127.0.0.1",
    ]) {
      expect([host, listing(REGISTRIES, host, "443")]).toEqual([host, undefined]);
    }
  });
});

describe("a public address", () => {
  it.each([
    ["104.16.1.34", true],
    ["2606:4700::6810:122", true],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.31.255.255", false],
    ["172.32.0.1", true],
    ["192.168.0.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:10.0.0.1", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["localhost", false],
    ["", false],
  ])("%s: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});
