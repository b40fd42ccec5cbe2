// The référentiel "Data Engineer" of OMNES Education, block 2, exam E2: in our words, with the place of each demand in the
// official text. Weights, shares and thresholds are ours: the official text gives none.
import { C10 } from "./omnes/c10.ts";
import { C11 } from "./omnes/c11.ts";
import { C12 } from "./omnes/c12.ts";
import { C6 } from "./omnes/c6.ts";
import { C7 } from "./omnes/c7.ts";
import { C8 } from "./omnes/c8.ts";
import { C9 } from "./omnes/c9.ts";
import type { Pack } from "./pack.ts";

export const OMNES_DATA_ENGINEER: Pack = {
  id: "omnes-data-engineer",
  version: 1,
  title: { fr: "Data Engineer (OMNES Education)", en: "Data Engineer (OMNES Education)" },
  exam: {
    id: "E2",
    title: {
      fr: "E2, étude de cas : élaborer une architecture technique de gestion de données",
      en: "E2, case study: build a technical architecture for data",
    },
  },
  block: {
    id: "2",
    title: {
      fr: "Bloc 2 : élaborer une architecture technique de gestion de données",
      en: "Block 2: build a technical architecture for data",
    },
  },
  competences: [C6, C7, C8, C9, C10, C11, C12],
  deliverables: [
    {
      id: "procedures",
      title: {
        fr: "Procédures d'extraction, de traitement et de stockage (C6, C8)",
        en: "Procedures of extraction, processing and storage (C6, C8)",
      },
    },
    {
      id: "database",
      title: { fr: "Base de données mise en œuvre (C7 à C9)", en: "Working database (C7 to C9)" },
    },
    { id: "modelling", title: { fr: "Modélisation des données (C10)", en: "Modelling of data (C10)" } },
    {
      id: "report",
      title: {
        fr: "ETL et rapport : configuration et résultats (C11)",
        en: "ETL and report: configuration and results (C11)",
      },
    },
    {
      id: "algorithms",
      title: {
        fr: "Présentation et justification des algorithmes (C12)",
        en: "Presentation and justification of the algorithms (C12)",
      },
    },
  ],
  rule: {
    acquired: 0.6,
    floor: 0.2,
    inProgress: 0.35,
    mostNotAcquired: 3,
    told: {
      fr: "Une compétence est acquise à partir de 60 % de son socle, sans élément sous 20 % ; en cours d'acquisition à partir de 35 % ; non acquise en dessous. L'excellence ajoute à la note et ne décide de rien. Le bloc est acquis avec ses sept compétences ; non acquis si trois ou plus ne le sont pas ; sinon en cours d'acquisition. Rien n'est définitif sans la signature d'une personne.",
      en: "A competence is acquired from 60 % of its socle on, with no item below 20 %; in progress from 35 % on; not acquired below. Excellence adds to the mark and decides nothing. The block is acquired with its seven competences; not acquired where three or more are not; else in progress. Nothing is final without a person's signature.",
    },
  },
};

export const PACKS: Readonly<Record<string, Pack>> = { [OMNES_DATA_ENGINEER.id]: OMNES_DATA_ENGINEER };
