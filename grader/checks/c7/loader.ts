import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const loader = defineCheck({
  id: "C7.3-loader",
  item: "C7.3",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Le chargeur n'administre rien",
    en: "The loader administers nothing",
  },
  why: {
    fr: "Le programme qui lit des données de l'extérieur est le premier que l'on détourne.",
    en: "The program that reads data from outside is the first to be subverted.",
  },
  hints: [
    {
      fr: "Le rôle déclaré « loader » se connecte avec POSTGRES_LOADER_PASSWORD.",
      en: "The role declared as `loader` logs in with POSTGRES_LOADER_PASSWORD.",
    },
    {
      fr: "Ni SUPERUSER, ni CREATEROLE, ni CREATEDB, ni BYPASSRLS : des droits d'écriture sur ses tables.",
      en: "Neither SUPERUSER, CREATEROLE, CREATEDB nor BYPASSRLS: rights to write its tables.",
    },
  ],
  section: "contract",
  reads: ["roles"],
  needs: [],
  judge: ({ roles: { loader: seen } }) =>
    findPass(seen.connects && !seen.isSuperuser && !seen.mayAdminister, [
      {
        expected: {
          fr: "se connecte, sans droit d'administration",
          en: "logs in, with no right to administer",
        },
        actual: seen.connects
          ? {
              fr: seen.isSuperuser ? "superutilisateur" : seen.mayAdminister ? "administre" : "simple rôle",
              en: seen.isSuperuser ? "superuser" : seen.mayAdminister ? "administers" : "plain role",
            }
          : { fr: `ne se connecte pas : ${seen.detail}`, en: `does not log in: ${seen.detail}` },
        where: "postgresql",
      },
    ]),
});
