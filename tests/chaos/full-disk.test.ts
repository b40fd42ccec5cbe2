// A disk that is full: one clear line and exit code 2, and once there is room again nothing is missing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { text } from "node:stream/consumers";
import { openLab } from "../harness/lab.ts";
import { mountSmallDisk, type SmallDisk } from "../harness/small-disk.ts";

const atelier = fileURLToPath(new URL("../../atelier", import.meta.url));

describe("on a full disk", () => {
  let disk: SmallDisk | undefined;

  beforeEach(async ({ skip }) => {
    disk = await mountSmallDisk("128k");
    if (!disk) skip("mounting a small file system takes root, and a container that allows it");
  });
  afterEach(() => disk?.remove());

  it("./atelier run says how much room it needs, and where", async () => {
    const folder = disk!.folder;
    const child = spawn(atelier, ["run", "--lang", "en", "--scale", "0.1"], {
      env: { ...process.env, ATELIER_STATE_HOME: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect(code).toBe(2);
    expect(said).toMatch(/disk \(\d+\.\d \/ 3\.0 GB in /);
    expect(said).toContain(folder);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("the collector names its folder, and with room again goes on to stores that equal the truth", async () => {
    const lab = await openLab("full-disk");
    try {
      await lab.open({ seed: "full-disk", scale: 0.02 });
      await lab.consume();
      const spec = lab.specOf("scraper", { SCRAPER_STATE_DIR: disk!.folder });
      await expect(lab.services.complete(spec)).rejects.toThrow(
        new RegExp(`ended with 2.*${disk!.folder}`, "s"),
      );
      lab.services.forgive();
      await disk!.resize("64m");
      await lab.services.complete(spec);
      await lab.settle();
      expect((await lab.judge()).differences).toEqual([]);
    } finally {
      await lab.close();
    }
  });
});
