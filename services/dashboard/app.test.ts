import { parseHTML } from "linkedom";
import { beforeEach, describe, expect, it } from "vitest";
import { LANGUAGES } from "./language.ts";
import { SESSION_SECONDS } from "./sessions.ts";
import { EMPTY, FULL, HOSTILE, openDashboard, VALUES } from "./testing/site.ts";

let dashboard: Awaited<ReturnType<typeof openDashboard>>;
beforeEach(async () => {
  dashboard = await openDashboard();
});

async function pageOf(language: string) {
  const cookies = await dashboard.signedIn();
  const { body } = await dashboard.app.inject({ url: `/${language}`, cookies });
  return { body, document: parseHTML(body).document };
}

describe("the page", () => {
  it.each(LANGUAGES)("shows every figure, each with its own value, in %s", async (language) => {
    const { document } = await pageOf(language);
    const shown = [...document.querySelectorAll("[data-figure]")].map(
      (one) => `${one.getAttribute("data-figure")} ${one.getAttribute("value")}`,
    );
    const expected = Object.entries(VALUES).map(([name, value]) => `${name} ${value}`);
    expect(new Set(shown)).toEqual(new Set(expected));
  });

  it("shows every series as a table", async () => {
    const { document } = await pageOf("en");
    const rowsOf = (name: string) => document.querySelectorAll(`[data-series="${name}"] > tr`).length;
    for (const [name, rows] of Object.entries(FULL.series))
      expect([name, rowsOf(name)]).toEqual([name, rows.length]);
  });

  it("writes numbers and months as its language does", async () => {
    const french = (await pageOf("fr")).document;
    expect(french.querySelector('[data-figure="rows-reviews"]')?.textContent).toBe("1\u00A0003");
    expect(french.querySelector('[data-series="months"] th')?.textContent).toBe("février 2026");
    const english = (await pageOf("en")).document;
    expect(english.querySelector('[data-figure="rows-reviews"]')?.textContent).toBe("1,003");
    expect(english.querySelector('[data-series="months"] th')?.textContent).toBe("February 2026");
  });

  it("escapes what comes from the stores, wherever it is written", async () => {
    const { body, document } = await pageOf("fr");
    expect(body).not.toContain("<script>alert");
    expect(document.querySelector('[data-series="products"] th')?.textContent).toBe(HOSTILE);
    expect(document.querySelector("#picture-rejects")?.textContent).toContain(HOSTILE.slice(0, 20));
  });

  it("names every picture and every table for who cannot see them", async () => {
    const { document } = await pageOf("fr");
    const pictures = [...document.querySelectorAll('svg[role="img"]')];
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) {
      for (const attribute of ["aria-labelledby", "aria-describedby"]) {
        const id = picture.getAttribute(attribute) ?? "";
        expect(document.getElementById(id)?.textContent).toMatch(/\S{3}/);
      }
      expect(picture.closest("figure")?.querySelector("details table caption")?.textContent).toMatch(/\S{3}/);
    }
  });

  it("leaves no sentence of the catalogue unsaid: no key shows through", async () => {
    for (const language of LANGUAGES) {
      const { document } = await pageOf(language);
      expect(document.querySelector("body")?.textContent).not.toMatch(
        /\b(figure|series|column|section|live|hero)\.\w/,
      );
    }
  });

  it("says that nothing was collected when the base is empty, and nothing of a model without one", async () => {
    dashboard.state.figures = EMPTY;
    const empty = (await pageOf("fr")).document;
    expect(empty.querySelector("h1")?.textContent).toBe("Rien n’a encore été recueilli.");
    expect(empty.querySelectorAll("[data-figure]").length).toBe(0);
    dashboard.state.figures = { ...FULL, values: { ...VALUES, scored: 0 } };
    const unscored = (await pageOf("en")).document;
    expect(unscored.querySelector(".none")?.textContent).toContain("No model has read these reviews yet");
    expect(unscored.querySelector("h1")?.textContent).toBe("1,003 reviews have been collected.");
  });
});

describe("the door", () => {
  it("leads whoever is not signed in to the form", async () => {
    expect((await dashboard.app.inject({ url: "/fr" })).headers.location).toBe("/fr/login");
    expect((await dashboard.app.inject({ url: "/fr/login" })).body).toContain('name="token"');
  });

  it("stands open where the page is public, with nobody to sign out", async () => {
    const { app } = await openDashboard({ isPublic: true });
    const { statusCode, body } = await app.inject({ url: "/fr" });
    expect([statusCode, body.includes("/fr/logout")]).toEqual([200, false]);
    expect(parseHTML(body).document.querySelectorAll("[data-figure]").length).toBeGreaterThan(10);
  });

  it("opens with a token that may read, by a cookie that no script and no other site can use", async () => {
    const answer = await dashboard.login("token-reader");
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/fr"]);
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
    expect(JSON.stringify(answer.cookies)).not.toContain("token-reader");
    expect((await dashboard.login("token-boss")).statusCode).toBe(303);
  });

  it.each([
    ["token-nobody", "unknown", "It is unknown"],
    ["", "empty", "It is unknown"],
    ["token-caller", "known for something else", "It is known, but serves another purpose"],
  ])("refuses %s, which is %s, with the remedy", async (token, _why, says) => {
    const { statusCode, body, cookies } = await dashboard.login(token, "en");
    expect([statusCode, cookies]).toEqual([403, []]);
    const { document } = parseHTML(body);
    expect(document.querySelector(".error")?.textContent).toContain(says);
    expect(document.querySelector("title")?.textContent).toContain("Error");
    expect(document.querySelector("#token")?.getAttribute("aria-describedby")).toContain("token-error");
  });

  it("closes with its token, with time, and on demand", async () => {
    const { app, state, signedIn } = dashboard;
    const statusWith = async (cookies: Record<string, string>) =>
      (await app.inject({ url: "/fr", cookies })).statusCode;
    const first = await signedIn();
    expect(await statusWith(first)).toBe(200);
    await app.inject({ method: "POST", url: "/fr/logout", cookies: first });
    expect(await statusWith(first)).toBe(303);

    const second = await signedIn();
    state.nowMs += SESSION_SECONDS * 1000;
    expect(await statusWith(second)).toBe(303);

    const third = await signedIn();
    state.tokens = state.tokens.filter(({ name }) => name !== "reader");
    expect(await statusWith(third)).toBe(303);
  });

  it("stops who tries token after token", async () => {
    const answers = [];
    for (let at = 0; at < 11; at += 1) answers.push(await dashboard.login(`guess-${at}`));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array<number>(10).fill(403), 429]);
    expect(answers.at(-1)?.body).toContain("Trop de demandes.");
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["another port of the same machine", { "sec-fetch-site": "same-site" }, 403],
    ["an older browser on another site", { origin: "http://elsewhere.example", host: "here.example" }, 403],
    ["an older browser here", { origin: "http://here.example", host: "here.example" }, 303],
    ["this page", { "sec-fetch-site": "same-origin" }, 303],
  ])("takes a form of %s accordingly", async (_from, headers, status) => {
    const answer = await dashboard.app.inject({ method: "POST", url: "/fr/logout", headers });
    expect(answer.statusCode).toBe(status);
  });
});

const titleAt = async (url: string, language = "en") => {
  const answer = await dashboard.app.inject({ url, headers: { "accept-language": language } });
  expect(answer.statusCode).toBe(404);
  return parseHTML(answer.body).document.querySelector("h1")?.textContent;
};

describe("what goes wrong", () => {
  it("is a page that says so in either language, and that it is tried again, while the store is away", async () => {
    const cookies = await dashboard.signedIn();
    dashboard.state.storeIsAway = true;
    for (const [language, says] of [
      ["fr", "La base de données ne répond pas."],
      ["en", "The database does not answer."],
    ]) {
      const answer = await dashboard.app.inject({ url: `/${language}`, cookies });
      expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "5"]);
      expect(answer.body).toContain(says);
    }
    expect((await dashboard.app.inject({ url: "/health/ready" })).statusCode).toBe(503);
    expect((await dashboard.app.inject({ url: "/health/live" })).statusCode).toBe(200);
    dashboard.state.storeIsAway = false;
    expect((await dashboard.app.inject({ url: "/fr", cookies })).statusCode).toBe(200);
  });

  it("is told without the inside of the program, which is logged", async () => {
    const cookies = await dashboard.signedIn();
    dashboard.state.isBroken = true;
    const { statusCode, body } = await dashboard.app.inject({ url: "/en", cookies });
    expect(statusCode).toBe(500);
    expect(body).toContain("Something went wrong here.");
    expect(body).not.toMatch(/secret of the inside|at .*\.ts/);
    expect(dashboard.state.logged.length).toBe(1);
  });

  it("is a page where there is none, in the address's language or else the browser's", async () => {
    expect(await titleAt("/nowhere")).toBe("There is nothing at this address.");
    expect(await titleAt("/fr/nowhere")).toBe("Il n’y a rien à cette adresse.");
  });

  it("never lets a page load anything from elsewhere or hold a script of its own", async () => {
    const { body } = await pageOf("fr");
    const { headers } = await dashboard.app.inject({ url: "/fr/login" });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(body).not.toMatch(/https?:\/\/|style="|<style|onclick|<script(?![^>]* src="\/assets\/)/);
  });
});
