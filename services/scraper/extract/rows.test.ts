// Rows of the drop's CSV files, and files by their bytes.
import { describe, expect, it } from "vitest";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import { RawCustomer, RawFile, RawLabel } from "@atelier/contracts/raw.ts";
import type { RuleSet } from "@atelier/contracts/rules.ts";
import { context, fixture, KEY, without } from "../fixtures/context.ts";
import { readHeader } from "./csv.ts";
import { DROP } from "./drop-files.ts";
import { extractFile } from "./files.ts";

const HEADER =
  "numero;compte;civilite;nom;prenom;naissance;email;telephone;adresse;code_postal;solde;lettre_info;point_retrait;cree_le;modifie_le";
const ROW =
  "F1;C1;Mme;Brezvandozac;Jeanne;1980-02-03;mailto:Jeanne@Poste.example;06 39 98 00 01;1 rue Haute;01000;3,20;oui;Au bon \x8cuf;2025-01-02;2026-02-03T04:05:06Z";
const latin1 = (text: string) => Buffer.from(text, "latin1");

function readCustomers(
  lines: readonly string[],
  rules: RuleSet = context.rules,
  isForgotten = context.isForgotten,
) {
  const file = DROP.find(({ source }) => source === "drop-customers");
  const read = file?.openReader(rules);
  return lines.map((line, index) =>
    read?.(latin1(line), { ...context, rules, isForgotten, pointer: `clients.csv#${index + 1}` }),
  );
}

const department = (postcode: string) =>
  RawCustomer.parse(readCustomers([HEADER, ROW.replace("01000", postcode)])[1]?.records[0]?.body).department;

const bodyBy = (rules: RuleSet) =>
  RawCustomer.parse(readCustomers([HEADER, ROW], rules)[1]?.records[0]?.body);

describe("the customers file", () => {
  it("leaves with pseudonyms and a department, in Windows-1252", () => {
    const row = readCustomers([HEADER, ROW])[1];
    const expected = {
      recordId: "F1",
      accountKey: pseudonym(KEY, "account", "C1"),
      emailKey: pseudonym(KEY, "email", "jeanne@poste.example"),
      phoneKey: pseudonym(KEY, "phone", "+33639980001"),
      department: "01",
      loyaltyBalance: "3,20",
      newsletter: "oui",
      pickupPoint: "Au bon Œuf",
      createdOn: "2025-01-02",
      updatedAt: "2026-02-03T04:05:06Z",
    };
    expect(RawCustomer.parse(row?.records[0]?.body)).toEqual(expected);
    expect(row?.records[0]).toMatchObject({
      version: Date.UTC(2026, 1, 3, 4, 5, 6),
      subjects: [expected.accountKey, expected.emailKey, expected.phoneKey],
      repairs: ["email-case", "phone-international", "cp1252"],
    });
    expect(JSON.stringify(row)).not.toMatch(/Brez|Jeanne|1980|rue Haute|01000|poste/i);
  });

  it("names no repair for a row in order, and null for what is empty", () => {
    const plain = ROW.replace("mailto:Jeanne@Poste", "jeanne@poste")
      .replace("06 39 98 00 01", "+33639980001")
      .replace("\x8cuf", "Pain")
      .replace("C1", "");
    expect(readCustomers([HEADER, plain])[1]?.records[0]).toMatchObject({
      repairs: [],
      body: { accountKey: null, phoneKey: pseudonym(KEY, "phone", "+33639980001") },
    });
    const phoneless = plain.replace("+33639980001", "");
    expect(readCustomers([HEADER, phoneless])[1]?.records[0]).toMatchObject({
      repairs: [],
      body: { phoneKey: null },
    });
  });

  it("shows each class of its rules when that rule is off, and only it", () => {
    const whole = bodyBy(context.rules);
    expect(bodyBy(without("cp1252"))).toEqual({ ...whole, pickupPoint: "Au bon \x8cuf" });
    expect(bodyBy(without("email-case"))).toEqual({
      ...whole,
      emailKey: pseudonym(KEY, "email", "mailto:Jeanne@Poste.example"),
    });
    expect(bodyBy(without("phone-international"))).toEqual({
      ...whole,
      phoneKey: pseudonym(KEY, "phone", "06 39 98 00 01"),
    });
  });

  it("drops a forgotten person's row, known by account, e-mail or phone", () => {
    for (const key of [
      pseudonym(KEY, "account", "C1"),
      pseudonym(KEY, "email", "jeanne@poste.example"),
      pseudonym(KEY, "phone", "+33639980001"),
    ]) {
      expect(readCustomers([HEADER, ROW], context.rules, (one) => one === key)[1]).toEqual({
        records: [],
        deadLetters: [],
      });
    }
  });

  it("names a column that is missing, and goes on after a bad row", () => {
    expect(() => readCustomers([HEADER.replace(";email", ";courriel")])).toThrow("column email is absent");
    const rows = readCustomers([HEADER, "F0;C0;trop court", ROW, `${ROW};"jamais fermé`, ROW]);
    expect(rows.map((row) => row?.records.length)).toEqual([0, 0, 1, 0, 1]);
    expect(rows[1]?.deadLetters).toMatchObject([
      { pointer: "clients.csv#2", reason: "shape-changed: row is 3 columns wide" },
    ]);
    expect(rows[3]?.deadLetters).toHaveLength(1);
  });

  it("shortens postcodes as printed", () => {
    expect([department("1000"), department("97410"), department("20137")]).toEqual(["1", "974", "20"]);
  });
});

const openLabels = () => DROP.find(({ source }) => source === "drop-labels")?.openReader(context.rules);

describe("the labels file", () => {
  it("reads its columns in any order, with a byte order mark", () => {
    const read = openLabels();
    read?.(Buffer.from("\uFEFFverdict;avis;modere_le"), context);
    expect(RawLabel.parse(read?.(Buffer.from("fraude;R1;2026-01-02"), context).records[0]?.body)).toEqual({
      reviewId: "R1",
      verdict: "fraude",
      moderatedOn: "2026-01-02",
    });
  });

  it("makes a dead letter of a line that is no UTF-8", () => {
    const read = openLabels();
    read?.(Buffer.from("avis;verdict;modere_le"), context);
    expect(read?.(Buffer.from([0x52, 0xff, 0x3b]), context).deadLetters).toMatchObject([
      { reason: "the line is no valid UTF-8" },
    ]);
  });
});

describe("readHeader", () => {
  it("reads quoted fields", () => {
    const read = readHeader('a;"b"', ["a", "b"]);
    expect(read('"x;y";"dit ""oui"""')).toEqual({ a: "x;y", b: 'dit "oui"' });
  });
});

const fetched = (name: string, declaredMediaType: string) => ({
  fileId: "F",
  path: `medias/${name}`,
  declaredMediaType,
  bytes: fixture(name),
});

describe("extractFile", () => {
  it("reads size and time of a photograph", async () => {
    const { records } = await extractFile(fetched("photograph.jpg", "image/jpeg"), "media", context);
    expect(RawFile.parse(records[0]?.body)).toMatchObject({
      mediaType: "image/jpeg",
      width: 23,
      height: 42,
      takenAt: "2025:11:02 07:38:11",
      bytes: 948,
      text: null,
    });
    expect(records[0]?.repairs).toEqual([]);
  });

  it("believes the bytes, unless the rule is off", async () => {
    const lie = fetched("photograph-that-is-a.png", "image/png");
    const { records } = await extractFile(lie, "media", context);
    expect(records[0]).toMatchObject({ repairs: ["media-type-lie"], body: { mediaType: "image/jpeg" } });
    const off = await extractFile(lie, "media", { ...context, rules: without("media-type-lie") });
    expect(off.records[0]).toMatchObject({ repairs: [], body: { mediaType: "image/png" } });
  });

  it("reads the text of a document", async () => {
    const { records } = await extractFile(fetched("charter.pdf", "application/pdf"), "documents", context);
    expect(RawFile.parse(records[0]?.body).text).toMatch(
      /Charte de qualité.*Un produit signalé est retiré de la vente sous deux jours ouvrés\./s,
    );
  });

  it("makes a dead letter of bytes that are none of the three types, or cut short", async () => {
    const bytes = Buffer.from("GIF89a");
    const unknown = await extractFile({ ...fetched("charter.pdf", "image/gif"), bytes }, "media", context);
    expect(unknown.deadLetters).toMatchObject([{ kind: "files", rule: "unreadable" }]);
    const cut = {
      ...fetched("charter.pdf", "application/pdf"),
      bytes: fixture("charter.pdf").subarray(0, 40),
    };
    expect((await extractFile(cut, "documents", context)).deadLetters).toHaveLength(1);
  });

  it("carries large files by reference", async () => {
    const bytes = Buffer.concat([fixture("photograph.jpg"), Buffer.alloc(256 * 1024)]);
    const { records } = await extractFile(
      { ...fetched("photograph.jpg", "image/jpeg"), bytes },
      "media",
      context,
    );
    expect(RawFile.parse(records[0]?.body).content).toBeNull();
  });
});
