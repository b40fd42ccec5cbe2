import { describe, expect, it } from "vitest";
import { lastWords } from "./service-process.ts";

const line = (level: number, msg: string, more: object = {}) => JSON.stringify({ level, msg, ...more });

describe("the last words of a service", () => {
  it("are its fatal complaint, not what was logged around it", () => {
    const log = [line(30, "consuming"), line(60, "Port 8080 is taken"), line(30, "bye")].join("\n");
    expect(lastWords(log)).toBe("Port 8080 is taken");
  });

  it("say why when the complaint carries an error", () => {
    expect(lastWords(line(60, "failed", { err: { message: "no such table" } }))).toBe(
      "failed: no such table",
    );
  });

  it("are the end of the log when nothing in it is a complaint", () => {
    expect(lastWords(`${line(30, "consuming")}\nSegmentation fault`)).toContain("Segmentation fault");
  });
});
