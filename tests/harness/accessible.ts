// A page as its readers meet it: what axe-core finds in it, whether it fits, where the keyboard leads.
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Every rule that axe-core knows, those for the size of targets and recommendations among them. @returns one line a finding */
export async function violationsOf(page: Page): Promise<string[]> {
  // Through the debugger, which a page's content security policy does not bind.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ rules: { "target-size": { enabled: true } } });
    return violations;
  });
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary = "" }) => `${id} (${impact}) ${target.join(" ")}: ${failureSummary}`,
    ),
  );
}

/** How many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);

/** Pairs of a bar's name and its number that run into each other or out of the picture. */
export const collisionsOf = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("svg .end")].flatMap((number) => {
    const name = number.previousElementSibling;
    const [left, right] = [name.getBoundingClientRect(), number.getBoundingClientRect()];
    const picture = number.ownerSVGElement.getBoundingClientRect();
    const isApart = left.right < right.left && left.left >= picture.left - 1 && right.right <= picture.right + 1;
    return isApart ? [] : [name.textContent + " | " + number.textContent];
  })`);

/** What the Tab key reaches from the top, in order, each with whether its focus is seen. */
export async function tabThrough(page: Page): Promise<string[]> {
  const reached: string[] = [];
  // The next Tab starts from where the focus was last, even if it was taken away: that is the top from here.
  await page.evaluate(
    `document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")`,
  );
  for (;;) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate<string | null>(`(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      return (isSeen ? "" : "unseen ") + [...document.querySelectorAll("*")].indexOf(one);
    })()`);
    if (at === null || at === reached[0]) return reached;
    reached.push(at);
  }
}

/** What a reader with a mouse could use, in the order of the document, as `tabThrough` names it. */
export const operableIn = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("*")].flatMap((one, at) =>
    one.matches("a[href], button, input, summary, [tabindex='0']") && one.checkVisibility() ? [String(at)] : [])`);
