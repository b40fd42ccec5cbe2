import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeCase, describeQuiet, isNamed, isQuiet } from "../control-reports.ts";

export const controlsInAnOutage = defineCheck({
  id: "C8.1.e-outage",
  item: "C8.1.e",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Un moteur arrêté est nommé par les contrôles, qui finissent quand même",
    en: "An engine that is stopped is named by the controls, which end all the same",
  },
  why: {
    fr: "Un contrôle qui plante avec ce qu'il surveille ne dit rien à qui est d'astreinte.",
    en: "A control that falls over with what it watches tells nothing to whoever is on duty.",
  },
  hints: [
    { fr: "Arrêtez un moteur et lancez `quality`.", en: "Stop an engine and run `quality`." },
    {
      fr: "Un délai de connexion court, puis un contrôle de classe availability dont le sujet est le moteur (postgresql, mongodb, neo4j), le rapport écrit quand même et un code de sortie 1.",
      en: "A short connection timeout, then a control of class availability whose subject is the engine (postgresql, mongodb, neo4j), the report written all the same and exit code 1.",
    },
  ],
  section: "c8",
  reads: ["quality"],
  needs: [],
  judge({ quality: { clean, cases } }) {
    const tried = cases.filter((one) => one.class === "availability" && one.done === "injected");
    const missed = tried.filter((one) => !isNamed(one));
    const share = !isQuiet(clean) || tried.length === 0 ? 0 : (tried.length - missed.length) / tried.length;
    return findShare(share, [
      describeQuiet(clean, { fr: "moteurs en marche", en: "running engines" }),
      ...(missed.length > 0 ? missed : tried.slice(0, 1)).map(describeCase),
    ]);
  },
});
