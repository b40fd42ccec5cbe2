// Sockets that listen while `serve` runs and do not otherwise.
import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";

export const onlyNeededDoors = defineCheck({
  id: "C11.3-only-needed-doors",
  item: "C11.3",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Les flux n'ouvrent de porte que sur la machine elle-même",
    en: "Flows open doors to the machine itself alone",
  },
  why: {
    fr: "Une page d'administration ou un service de travail ouvert à tous est le chemin le plus court vers les données.",
    en: "An administration page or a worker open to all is the shortest way to the data.",
  },
  hints: [
    {
      fr: "Regardez sur quelles adresses vos processus écoutent (ss -ltn).",
      en: "Look at the addresses on which your processes listen (ss -ltn).",
    },
    {
      fr: "Écoutez sur 127.0.0.1, jamais sur 0.0.0.0, et fermez ce dont personne n'a besoin.",
      en: "Listen on 127.0.0.1, never on 0.0.0.0, and close what nobody needs.",
    },
  ],
  section: "c11",
  reads: ["flows"],
  needs: ["C11.1-structured-data-arrive"],
  judge({ flows: { listeners, serving } }) {
    const open = listeners.filter(({ isLoopback }) => !isLoopback);
    return findPass(serving && open.length === 0, [
      {
        expected: { fr: "des ports ouverts sur 127.0.0.1 seulement", en: "ports open on 127.0.0.1 only" },
        actual: serving
          ? asIs(listeners.map(({ address, port }) => `${address}:${port}`).join(", ") || "–")
          : { fr: "`serve` ne tourne pas", en: "`serve` is not running" },
        where: "serve",
      },
    ]);
  },
});
