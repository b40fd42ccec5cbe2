// Opens the submission's page in a real browser while `serve` runs, before and after the sources have changed for the worse,
// and holds each figure against the truth of the moment.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { observeAccessibility } from "../page/accessibility.ts";
import { openBrowser } from "../page/browser.ts";
import { figuresOf, isRight, readFigures } from "../page/figures.ts";
import { openPage, type PageView } from "../page/page-view.ts";
import { NO_PAGE, type Reading, type SeenPage } from "../observations/page.ts";
import { readable } from "../text/readable.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

/** Ticks of a world whose pages lose fields. */
const POISONED_TICKS = 2;
const MARGIN_SECONDS = 60;
const LOOK_EVERY_MS = 2000;
const LONGEST_TEXT = 200;

export const page: Phase<"page"> = {
  part: "page",
  world: "live",
  async observe(world, context) {
    const { submission, commands, service } = context;
    const declared = submission.page;
    if (!declared) return NO_PAGE;
    const about = {
      ...NO_PAGE,
      tool: readable(declared.tool),
      file: declared.file ?? null,
      captures: declared.captures.length,
    };
    // Where no page is served, people look at the file.
    if (declared.file !== undefined || !commands.has("serve")) return about;
    await service.ensure();
    const { browser, close } = await openBrowser();
    try {
      const tab = await openPage(browser, service.pageUrl);
      const before = await readUntilRight(tab, world, context);
      if (typeof before === "string") return { ...about, problem: before };
      // A page that will not be read is not readable: that is paid where it is judged.
      const accessibility = await observeAccessibility(tab).catch(() => null);
      for (let tick = 0; tick < POISONED_TICKS; tick += 1) await world.tick("missing");
      const after = await readUntilRight(tab, world, context);
      return {
        ...about,
        before,
        accessibility,
        ...(typeof after === "string" ? { problem: after } : { after }),
      };
    } finally {
      await close();
    }
  },
};

/** The page as it is when all is right, or when the time that the flows have is over. Why it cannot be read, where it cannot. */
async function readUntilRight(
  tab: PageView,
  world: ExamWorld,
  { submission, signal }: PhaseContext,
): Promise<Reading | string> {
  const expected = figuresOf(world.truth());
  const seconds = (submission.schedule?.cadenceSeconds ?? 0) + MARGIN_SECONDS;
  const deadline = performance.now() + seconds * 1000;
  let outcome: SeenPage["before"] | string = "";
  for (;;) {
    signal.throwIfAborted();
    outcome = await readOnce(tab, expected, world.ticks);
    if (typeof outcome !== "string" && outcome.figures.every(isRight)) return outcome;
    if (performance.now() > deadline) return outcome;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

const Shown = z.record(z.string(), z.string());

async function readOnce(
  tab: PageView,
  expected: ReturnType<typeof figuresOf>,
  tick: number,
): Promise<Reading | string> {
  try {
    await tab.load();
    const shown = Shown.parse(await tab.read(READ_FIGURES));
    return { tick, figures: readFigures(expected, shown) };
  } catch (error) {
    return readable(error instanceof Error ? error.message : String(error)).slice(0, LONGEST_TEXT);
  }
}

/** In the page: the text of each element that is visible, the first of a name. */
const READ_FIGURES = `Object.fromEntries([...document.querySelectorAll("[data-figure]")].reverse()
  .filter((one) => one.checkVisibility()).map((one) => [one.dataset.figure, (one.innerText || "").slice(0, 200)]))`;
