// What a file is, by its first bytes: its name may say anything.
import { open } from "node:fs/promises";

export type Packing = "none" | "gzip" | "zstd" | "xz" | "bzip2";
export type ArchiveKind =
  | { readonly kind: "zip" }
  | { readonly kind: "tar"; readonly packing: Packing }
  /** Known, but not opened. */
  | { readonly kind: "other"; readonly name: string }
  | { readonly kind: "unknown" };

const HEAD_BYTES = 512;
const SIGNS: readonly (readonly [number, Buffer, ArchiveKind])[] = [
  [0, Buffer.from("PK\u0003\u0004"), { kind: "zip" }],
  [0, Buffer.from("PK\u0005\u0006"), { kind: "zip" }],
  [0, Buffer.from([0x1f, 0x8b]), { kind: "tar", packing: "gzip" }],
  [0, Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), { kind: "tar", packing: "zstd" }],
  [0, Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), { kind: "tar", packing: "xz" }],
  [0, Buffer.from("BZh"), { kind: "tar", packing: "bzip2" }],
  [257, Buffer.from("ustar"), { kind: "tar", packing: "none" }],
  [0, Buffer.from("7z\u00BC\u00AF", "latin1"), { kind: "other", name: "7z" }],
  [0, Buffer.from("Rar!"), { kind: "other", name: "RAR" }],
];

export async function archiveKind(file: string): Promise<ArchiveKind> {
  const handle = await open(file, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    await handle.read(head, 0, HEAD_BYTES, 0);
    const sign = SIGNS.find(([at, bytes]) => head.subarray(at, at + bytes.length).equals(bytes));
    return sign?.[2] ?? { kind: "unknown" };
  } finally {
    await handle.close();
  }
}
