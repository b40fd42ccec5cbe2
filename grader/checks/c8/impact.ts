// C8.2.b: the footprint is measured, by a method that has a name, and the measure follows the work.
import { findPass, findShare } from "../../bands.ts";
import { defineCheck, type Check, type Evidence, type Finding, type Seen } from "../../check.ts";
import { asIs } from "../../told.ts";

/** Of the sandbox's own count: a program cannot count its start and its end. */
const CPU_FROM = 0.3;
const CPU_TO = 1.5;
/** Work that doubles costs about twice as much; beginnings are paid once. */
const GROWS_FROM = 1.4;
const GROWS_TO = 2.8;

type Impact = Seen<"impact">["impact"];
type Run = Impact["runs"][number];
type Report = NonNullable<Run["report"]>;

const energyOf = ({ energyWattHours, gramsCo2e }: Report): number => energyWattHours ?? gramsCo2e ?? 0;

/** Where there is no command, a documented calculation is looked at by people. */
const withoutCommand = ({ isDocumented }: Impact): Finding =>
  isDocumented
    ? { outcome: "jury", share: 0, evidence: [] }
    : findPass(false, [
        {
          expected: {
            fr: "une commande measure, ou un calcul documenté",
            en: "a measure command, or a documented calculation",
          },
          actual: { fr: "ni l'une ni l'autre", en: "neither" },
          where: "submission.yaml",
        },
      ]);

const common = {
  item: "C8.2.b",
  level: "socle",
  observation: "reaction",
  weight: 1,
  why: {
    fr: "On ne réduit que ce que l'on mesure, et une mesure qui ne suit pas le travail n'en est pas une.",
    en: "One only reduces what one measures, and a measure that does not follow the work is none.",
  },
  section: "c8",
  reads: ["impact"],
} as const;

export const IMPACT: readonly Check[] = [
  defineCheck({
    ...common,
    id: "C8.2.b-measured",
    title: {
      fr: "La commande measure donne une énergie ou un CO2e, avec sa méthode",
      en: "The measure command gives an energy or a CO2e, with its method",
    },
    hints: [
      {
        fr: "Lancez `measure` avec MEASURE_WORK=1 et lisez OUTPUT_DIR/measure.json.",
        en: "Run `measure` with MEASURE_WORK=1 and read OUTPUT_DIR/measure.json.",
      },
      {
        fr: "Temps de processeur de tout ce que la commande lance, fois une puissance dite, ou CodeCarbon, ou Boavizta ; la méthode est nommée.",
        en: "Processor time of all that the command starts, times a stated power, or CodeCarbon, or Boavizta; the method is named.",
      },
    ],
    needs: [],
    judge({ impact }) {
      if (!impact.hasCommand) return withoutCommand(impact);
      const [first] = impact.runs;
      const report = first?.report;
      // Of the longest: a program's start is no work.
      const longest = impact.runs.at(-1);
      const counted = longest?.report?.cpuSeconds ?? Number.NaN;
      const used = longest?.cpuSeconds ?? Number.NaN;
      const isTrue = counted >= used * CPU_FROM && counted <= used * CPU_TO && used > 0;
      const parts = [
        first?.code === 0 && report != null && report.work === first.work,
        report != null && energyOf(report) > 0,
        isTrue,
      ];
      // A figure about nothing is none.
      const share = parts[0] ? parts.filter(Boolean).length / parts.length : 0;
      return findShare(
        share,
        [first, longest].flatMap((run) => (run ? [describeRun(run)] : [])),
      );
    },
  }),
  defineCheck({
    ...common,
    id: "C8.2.b-grows",
    title: {
      fr: "La mesure double à peu près quand le travail double",
      en: "The measure about doubles when the work doubles",
    },
    hints: [
      {
        fr: "Comparez MEASURE_WORK=2 et MEASURE_WORK=4.",
        en: "Compare MEASURE_WORK=2 and MEASURE_WORK=4.",
      },
      {
        fr: "Répétez le travail MEASURE_WORK fois et mesurez l'ensemble ; ne multipliez pas une mesure faite une fois.",
        en: "Repeat the work MEASURE_WORK times and measure the whole; do not multiply one measure.",
      },
    ],
    needs: ["C8.2.b-measured"],
    judge({ impact }) {
      if (!impact.hasCommand) return withoutCommand(impact);
      const [shorter, longer] = impact.runs.slice(-2);
      if (!shorter?.report || !longer?.report || shorter === longer) {
        return findPass(false, impact.runs.map(describeRun));
      }
      const told = energyOf(longer.report) / energyOf(shorter.report);
      // What the sandbox has counted must have grown too: figures alone are soon multiplied.
      const used = longer.cpuSeconds / shorter.cpuSeconds;
      const grows = [told, used].every((ratio) => ratio >= GROWS_FROM && ratio <= GROWS_TO);
      return findPass(grows, [
        {
          expected: {
            fr: `deux fois le travail : de ${GROWS_FROM} à ${GROWS_TO} fois la mesure et le temps de processeur`,
            en: `twice the work: ${GROWS_FROM} to ${GROWS_TO} times the measure and the processor time`,
          },
          actual: {
            fr: `mesure × ${told.toFixed(2)}, temps de processeur × ${used.toFixed(2)}`,
            en: `measure × ${told.toFixed(2)}, processor time × ${used.toFixed(2)}`,
          },
          where: "OUTPUT_DIR/measure.json",
        },
        describeRun(shorter),
        describeRun(longer),
      ]);
    },
  }),
];

function describeRun({ work, code, cpuSeconds, report, problem }: Run): Evidence {
  return {
    expected: {
      fr: `MEASURE_WORK=${work} : code 0, une énergie ou un CO2e, environ ${cpuSeconds.toFixed(1)} s de processeur`,
      en: `MEASURE_WORK=${work}: code 0, an energy or a CO2e, about ${cpuSeconds.toFixed(1)} s of processor time`,
    },
    actual: report
      ? asIs(
          `code ${code}, ${report.energyWattHours ?? "–"} Wh, ${report.gramsCo2e ?? "–"} g CO2e, ${report.cpuSeconds.toFixed(1)} s (${report.method})`,
        )
      : asIs(problem ?? `code ${code}`),
    where: "OUTPUT_DIR/measure.json",
  };
}
