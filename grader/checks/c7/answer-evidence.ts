// How a wrong answer is shown: the parameters, and one row that differs.
import type { Evidence } from "../../check.ts";
import type { Questions } from "../../observations/questions.ts";

export function describeAnswer({ id, asked, sets }: Questions["answers"][number]): Evidence[] {
  if (!asked) {
    return [
      {
        expected: { fr: "un fichier de requête", en: "a query file" },
        actual: { fr: "absent", en: "absent" },
        where: id,
      },
    ];
  }
  const wrong = sets.filter(({ right }) => !right);
  return wrong.slice(0, 1).map(({ parameters, expectedRows, foundRows, detail }) => ({
    expected: { fr: `${expectedRows} lignes`, en: `${expectedRows} rows` },
    actual: {
      fr: `${foundRows} lignes ; ${wrong.length} jeux de paramètres sur ${sets.length} ont une réponse fausse`,
      en: `${foundRows} rows; ${wrong.length} of ${sets.length} sets of parameters have a wrong answer`,
    },
    where: parameters.length === 0 ? id : `${id} (${parameters.join(", ")})`,
    example: detail,
    truth: wrong.map((one) => `${one.parameters.join(", ")}: ${one.detail}`),
  }));
}
