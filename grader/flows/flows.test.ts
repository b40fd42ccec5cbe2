import { describe, expect, it } from "vitest";
import { newListeners, parseListeners } from "./listeners.ts";
import { createFlowSearch } from "./search.ts";

const line = (address: string, state = "0A") =>
  `   0: ${address}:1F90 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 1 1`;

describe("the kernel's table of sockets", () => {
  it.each([
    ["0100007F", "127.0.0.1", true],
    ["00000000", "0.0.0.0", false],
    ["00000000000000000000000001000000", "[0000:0000:0000:0000:0000:0000:0000:0001]", true],
    ["00000000000000000000000000000000", "[0000:0000:0000:0000:0000:0000:0000:0000]", false],
    ["0000000000000000FFFF00000100007F", "127.0.0.1", true],
    ["0000000000000000FFFF00000200000A", "10.0.0.2", false],
  ])("has %s for %s", (hex, address, isLoopback) => {
    expect(parseListeners(`  sl  local_address\n${line(hex)}\n`)).toEqual([
      { address, port: 8080, isLoopback },
    ]);
  });

  it("also has sockets that do not listen, which are no doors", () => {
    expect(parseListeners(line("0100007F", "01"))).toEqual([]);
  });

  it("shows what has been opened since", () => {
    const [one] = parseListeners(line("0100007F"));
    expect(newListeners([one!, { ...one!, port: 9 }], [one!])).toEqual([{ ...one!, port: 9 }]);
  });
});

describe("the search of flows", () => {
  it("tells persons from secrets, wherever chunks are cut", async () => {
    const search = createFlowSearch(["Aldebrande Quivolle"], ["5f0e9d1c2b3a49587766"]);
    const text = Buffer.from("log: 5f0e9d1c2b3a49587766 of Aldebrande Quivolle");
    await search.bytes("log", [text.subarray(0, 10), text.subarray(10, 40), text.subarray(40)]);
    await search.bytes("topic", [Buffer.from("nothing")]);
    const { leaks, searched } = search.result();
    expect(leaks.map(({ what, where }) => `${what} ${where}`).toSorted()).toEqual([
      "person log",
      "secret log",
    ]);
    expect(searched).toEqual([
      { where: "log", bytes: text.length },
      { where: "topic", bytes: 7 },
    ]);
  });
});
