// The door: one field for a token, and what to do without one.
import { html } from "ghtml";
import type { Language } from "../language.ts";
import { layout, type Site } from "./layout.ts";

export type Refusal = "unknown" | "not-allowed";

export function loginPage(site: Site, language: Language, refusal?: Refusal): string {
  const { t } = site.catalogue[language];
  const title = t("login.title");
  const describedBy = refusal ? "token-error token-hint" : "token-hint";
  return layout(site, {
    language,
    path: "/login",
    title: refusal ? t("login.titleRefused") : title,
    isSignedIn: false,
    main: html`<div class="door">
      <h1>${title}</h1>
      <p>${t("login.says")}</p>
      <form method="post" action="/${language}/login">
        <label for="token">${t("login.token")}</label>
        <p id="token-hint" class="hint">${t("login.hint")}</p>
        !${refusal ? html`<p id="token-error" class="error"><strong>${t("login.error")}</strong> ${t(`login.refused.${refusal}`)}</p>` : ""}
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
          aria-describedby="${describedBy}"
          !${refusal ? `aria-invalid="true" autofocus` : ""}
        />
        <button type="submit">${t("login.submit")}</button>
      </form>
    </div>`,
  });
}
