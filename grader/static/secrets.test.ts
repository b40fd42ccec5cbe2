import { describe, expect, it } from "vitest";
import { findSecrets, isPlaceholder } from "./secrets.ts";

const rules = (path: string, text: string) => findSecrets({ path, text }).map(({ rule }) => rule);

describe("secrets in texts", () => {
  it.each([
    [".env", "POSTGRES_PASSWORD=soleil-test-42"],
    [".env", "DB_PASSWORD=environnement"],
    ["compose.yaml", "      POSTGRES_PASSWORD: postgres"],
    ["src/load.py", 'password = "test1234"'],
    ["src/load.py", 'os.getenv("DB_PASSWORD", "postgres")'],
    ["src/load.ts", 'const url = "postgres://loader:Tr0ub4dor@db:5432/lab";'],
    ["config.json", '{ "api_key": "9f86d081884c7d65" }'],
    ["notes.md", "password: Tr0ub4dor"],
    ["key.pem", "-----BEGIN PRIVATE KEY-----"],
  ])("in %s: %s", (path, text) => {
    expect(rules(path, text)).toHaveLength(1);
  });

  it.each([
    [".env.example", "POSTGRES_PASSWORD=soleil-42"],
    [".env", "POSTGRES_PASSWORD=change-me"],
    [".env", "POSTGRES_PASSWORD=${FROM_ELSEWHERE}"],
    [".env", "PASSWORD=<your-password>"],
    ["src/load.py", 'password = os.environ["POSTGRES_PASSWORD"]'],
    ["src/load.py", "password = settings.password"],
    ["src/load.ts", "function open(password: string, token: Buffer) {}"],
    ["src/load.ts", 'const variable = { password: "POSTGRES_PASSWORD" };'],
    ["src/load.ts", "const url = `postgres://${role}:${password}@db/lab`;"],
    ["notes.md", "Le mot de passe, ou password : obligatoire. token: obligatoire"],
    ["submission.yaml", "  READER_PASSWORD: ${POSTGRES_READER_PASSWORD}"],
    ["k8s.yaml", "secretName: application-database"],
    ["model.py", 'tokenizer = "camembert-base"'],
    ["tests/test_load.py", 'password = "soleil-42"'],
  ])("none in %s: %s", (path, text) => {
    expect(rules(path, text)).toEqual([]);
  });

  it("shows too little of a secret to be used", () => {
    expect(JSON.stringify(findSecrets({ path: ".env", text: "DB_PASSWORD=Tr0ub4dor" }))).not.toContain(
      "Tr0ub",
    );
  });

  it("takes for a placeholder only what says so and nothing else", () => {
    expect(["change-me", "your_password", "xxxxxxxx", "remplacez-moi"].every(isPlaceholder)).toBe(true);
    expect(["mytest99", "exemplaire", "changeling7", "true-love"].some(isPlaceholder)).toBe(false);
  });

  it("are found in a text made to take for ever", () => {
    const text = `${"a_".repeat(200_000)}\n${"password ".repeat(20_000)}\n${"://a:".repeat(20_000)}\nDB_PASSWORD=Tr0ub4dor`;
    expect(rules(".env", text)).toEqual(["literal-secret"]);
  });
});
