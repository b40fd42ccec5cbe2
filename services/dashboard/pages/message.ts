// Pages of a few sentences: what went wrong, what it means, what to do.
import { html } from "ghtml";
import type { Language } from "../language.ts";
import { layout, type Site } from "./layout.ts";

export type Message = "not-found" | "store-away" | "too-many" | "foreign-form" | "failed";

/** Looks by itself whether the store is back. */
const RETRIED: ReadonlySet<Message> = new Set(["store-away"]);

export function messagePage(site: Site, language: Language, message: Message): string {
  const { t } = site.catalogue[language];
  const title = t(`message.${message}.title`);
  const isRetried = RETRIED.has(message);
  return layout(site, {
    language,
    path: "",
    title,
    isSignedIn: false,
    ...(isRetried && { script: "retry" as const }),
    main: html`<div class="hero" data-state="${message}">
      <h1>${title}</h1>
      <p>${t(`message.${message}.says`)}</p>
      <p><a class="action" href="/${language}">${t(isRetried ? "message.again" : "message.home")}</a></p>
      !${isRetried ? html`<p role="status" id="live-status" data-waiting="${t("message.waiting")}"></p>` : ""}
    </div>`,
  });
}

/** What is claimed of accessibility, and how it was found. */
export function accessibilityPage(site: Site, language: Language, isSignedIn: boolean): string {
  const { t } = site.catalogue[language];
  return layout(site, {
    language,
    path: "/accessibility",
    title: t("accessibility.title"),
    isSignedIn,
    main: html`<div class="hero">
      <h1>${t("accessibility.title")}</h1>
      <p>${t("accessibility.state")}</p>
      <p>${t("accessibility.tests")}</p>
      <p>${t("accessibility.contact")}</p>
      <p><a class="action" href="/${language}">${t("message.home")}</a></p>
    </div>`,
  });
}
