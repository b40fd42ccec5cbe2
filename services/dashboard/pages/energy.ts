// What the model costs in energy, memory and time.
import { html } from "ghtml";
import type { Figures } from "../figures.ts";
import type { Words } from "../language.ts";
import { cell, figureList } from "./figure.ts";
import { tableFigure } from "./quality.ts";

export function energySection(words: Words, figures: Figures): string {
  const { trainings } = figures.series;
  if (trainings.length === 0) return html`<p class="none">${words.t("section.energy.none")}</p>`;
  const rows = trainings.map(
    ({
      version,
      trained_at: at,
      backend,
      active,
      labelled,
      pr_auc_test: quality,
      energy_joules: joules,
      grams_co2e: grams,
    }) =>
      html`<tr>
        <th scope="row"><code>${version}</code>${active ? ` ${words.t("inUse")}` : ""}</th>
        <td class="number"><time datetime="${at.toISOString()}">${words.moment(at)}</time></td>
        <td class="number">${backend}</td>
        !${cell(words, labelled)}!${cell(words, quality, "ratio")}!${cell(words, joules, "measure")}!${cell(words, grams, "milligrams")}
      </tr>`,
  );
  const columns = ["version", "trainedAt", "backend", "labelled", "quality", "joules", "grams"].map((name) =>
    words.t(`column.${name}`),
  );
  return html`!${figureList(words, figures, [
    "trainingJoules",
    "trainingLampSeconds",
    "trainingGrams",
    "predictionJoules",
    "trainingSeconds",
    "trainingBytes",
    "modelBytes",
  ])}
  !${tableFigure(words, "trainings", columns, rows)}`;
}
