import { expect, test } from "vitest";
import { secretsOf, withoutSecrets } from "./without-secrets.ts";

const environment = {
  PSEUDONYM_KEY: "0123456789abcdef",
  POSTGRES_URL: "postgres://owner:hunter2hunter2@127.0.0.1:5432/lab",
  SOURCE_SITE_URL: "http://127.0.0.1:8080",
};

test("keys and passwords are not shown, alone or in an address", () => {
  const printed = Object.entries(environment).join("\n");
  const shown = withoutSecrets(printed, secretsOf(environment));
  expect(shown).not.toMatch(/0123456789abcdef|hunter2/);
  expect(shown).toContain("postgres://owner:…@127.0.0.1:5432/lab");
  expect(shown).toContain("http://127.0.0.1:8080");
});
