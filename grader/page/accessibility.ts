// What a page's own content is like for who cannot see it, or has no mouse: axe-core's findings, charts and what stands beside
// them, the order of the keyboard.
import axe from "axe-core";
import { z } from "zod";
import type { Accessibility } from "../observations/page.ts";
import { readable } from "../text/readable.ts";
import type { PageView } from "./page-view.ts";

const MOST_TABS = 150;
const SHOWN = 200;
const MOST = 50;

const Found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()) })),
    }),
  ),
  passes: z.array(z.object({ id: z.string(), nodes: z.array(z.unknown()) })),
});

const Facts = z.object({
  title: z.string(),
  language: z.string().nullable(),
  textCharacters: z.number().int(),
  headings: z.number().int(),
  charts: z.array(
    z.object({ what: z.string(), named: z.boolean(), hasTable: z.boolean(), hasSummary: z.boolean() }),
  ),
  operable: z.array(z.number().int()),
});

const CONTRAST = "color-contrast";
const shown = (text: string) => readable(text).slice(0, SHOWN);

const nodesOf = (found: readonly { readonly id: string; readonly nodes: readonly unknown[] }[]) =>
  found.find(({ id }) => id === CONTRAST)?.nodes.length ?? 0;

export async function observeAccessibility(page: PageView): Promise<Accessibility> {
  const { violations, passes } = Found.parse(await page.read(FINDINGS));
  const facts = Facts.parse(await page.read(FACTS));
  const reached = await tabThrough(page, facts.operable.length);
  const serious = violations.filter(
    ({ id, impact }) => id !== CONTRAST && (impact === "serious" || impact === "critical"),
  );
  const inOrder = reached.filter((at) => facts.operable.includes(at));
  const missed = facts.operable.find((at) => !reached.includes(at));
  return {
    title: shown(facts.title),
    language: facts.language === null ? null : shown(facts.language),
    textCharacters: facts.textCharacters,
    headings: facts.headings,
    violations: serious.slice(0, MOST).map(({ id, help, nodes }) => ({
      rule: shown(id),
      where: shown(nodes[0]?.target.map(String).join(" ") ?? ""),
      help: shown(help),
      nodes: nodes.length,
    })),
    contrast: { looked: nodesOf(passes) + nodesOf(violations), poor: nodesOf(violations) },
    charts: facts.charts.slice(0, MOST).map((chart) => ({ ...chart, what: shown(chart.what) })),
    keyboard: {
      operable: facts.operable.length,
      reached: facts.operable.filter((at) => reached.includes(at)).length,
      disordered: inOrder.some((at, index) => index > 0 && at < (inOrder[index - 1] ?? 0)),
      example: missed === undefined ? null : `element ${missed}`,
    },
  };
}

/** Positions in the document of what the Tab key reaches, in its order. */
async function tabThrough(page: PageView, operable: number): Promise<number[]> {
  const reached: number[] = [];
  await page.read(TO_THE_TOP);
  for (let pressed = 0; pressed < Math.min(MOST_TABS, operable + 5); pressed += 1) {
    await page.press("Tab");
    const at = z
      .number()
      .int()
      .parse(await page.read(`[...document.querySelectorAll("*")].indexOf(document.activeElement)`));
    if (at === -1 || reached.includes(at)) return reached;
    reached.push(at);
  }
  return reached;
}

/** Only what is looked at: the rest of an answer of axe-core is long. */
const FINDINGS = `(async () => {
  ${axe.source}
  const { violations, passes } = await axe.run({ resultTypes: ["violations", "passes"] });
  return {
    violations: violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ target }) => ({ target })) })),
    passes: passes.map(({ id, nodes }) => ({ id, nodes: nodes.map(() => 0) })),
  };
})()`;

/** Where the page itself has put the focus somewhere; a page just loaded begins at its top. */
const TO_THE_TOP = `(() => {
  if (document.activeElement === null || document.activeElement === document.body) return;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
})()`;

/** In the page: only its own document, no style of ours, nothing changed. A chart is a picture of some size that is not decoration. */
const FACTS = `(() => {
  const visible = (one) => { const box = one.getBoundingClientRect(); return box.width * box.height > 6000; };
  const decoration = (one) => one.getAttribute("aria-hidden") === "true" || one.getAttribute("role") === "presentation" ||
    (one.tagName === "IMG" && one.getAttribute("alt") === "");
  const described = (one) => (one.getAttribute("aria-describedby") || "").split(/\\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  const around = (one) => one.closest("figure, section, article, [role=group], [role=figure]") || one.parentElement;
  const charts = [...document.querySelectorAll("svg, canvas, img, iframe, [role=img]")]
    .filter((one) => visible(one) && !decoration(one) && !one.parentElement.closest("svg"))
    .map((one) => {
      // What is anywhere on the page is not beside a chart: that of a chart without a frame is next to it.
      const frame = around(one);
      const near = frame !== document.body && !frame.matches("main") ? [frame] : [one.previousElementSibling, one.nextElementSibling].filter(Boolean);
      const inNear = (wanted) => near.flatMap((each) => [...(each.matches(wanted) ? [each] : []), ...each.querySelectorAll(wanted)]);
      const beside = described(one);
      const name = one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.getAttribute("alt") ||
        one.getAttribute("title") || (one.querySelector && one.querySelector("title") && one.querySelector("title").textContent);
      const texts = [...inNear("figcaption, p, summary, caption"), ...beside].map((text) => text.textContent.trim());
      return {
        what: one.tagName.toLowerCase() + " " + (name || ""),
        named: Boolean(name && name.trim()),
        hasTable: inNear("table").length > 0 || beside.some((text) => text.matches("table") || text.querySelector("table")),
        hasSummary: texts.some((text) => text.length >= 30),
      };
    });
  return {
    title: document.title,
    language: document.documentElement.getAttribute("lang"),
    textCharacters: document.body.innerText.length,
    headings: document.querySelectorAll("h1, h2, h3").length,
    charts,
    operable: [...document.querySelectorAll("*")].flatMap((one, at) =>
      one.matches("a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex='0']") && one.checkVisibility() ? [at] : []),
  };
})()`;
