// What controls, measures and records of training say, field by field.
import { MeasureReport, QualityReport, type ControlClass } from "@atelier/contracts/controls.ts";
import { TrainingRun } from "@atelier/contracts/training-record.ts";
import type { Told } from "@atelier/grader/told.ts";

const told = (fr: string, en: string): Told => ({ fr, en });

export const CLASSES_EXPLAINED: Readonly<Record<ControlClass, Told>> = {
  duplicate: told("une clé présente deux fois", "a key that is there twice"),
  orphan: told("un enfant sans son parent", "a child without its parent"),
  missing: told("une valeur obligatoire qui manque", "a value that must be there and is not"),
  range: told(
    "une valeur hors de ses bornes ou d'un vocabulaire inconnu",
    "a value outside its bounds, or of no known vocabulary",
  ),
  inconsistent: told(
    "des valeurs qui se contredisent : un total qui n'est pas la somme de ses lignes",
    "values that contradict each other: a total that is not the sum of its lines",
  ),
  forgotten: told("une personne qui ne doit pas y être", "a person who must not be there"),
  freshness: told(
    "des données plus vieilles que la cadence ne le permet",
    "data older than the cadence allows",
  ),
  completeness: told("moins d'enregistrements que la source n'en a", "fewer records than the source has"),
  availability: told("une base qui ne répond pas", "a store that does not answer"),
};

type Shape = Readonly<Record<string, Told>>;

export const QUALITY_EXPLAINED: Readonly<Record<keyof typeof QualityReport.shape, Told>> = {
  checkedAt: told("Quand, ISO 8601 UTC.", "When, ISO 8601 UTC."),
  controls: told("Tous les contrôles, violés ou non.", "All controls, violated or not."),
};
export const CONTROL_EXPLAINED: Readonly<
  Record<keyof typeof QualityReport.shape.controls.element.shape, Told>
> = {
  name: told("Le nom du contrôle.", "The control's name."),
  class: told("Sa classe (ci-dessous).", "Its class (below)."),
  subject: told(
    "Une vue de `lab` (sans `lab.`), une collection, une étiquette, ou le nom d'un moteur (`postgresql`, `mongodb`, `neo4j`, `kafka`).",
    "A view of `lab` (without `lab.`), a collection, a label, or an engine's name (`postgresql`, `mongodb`, `neo4j`, `kafka`).",
  ),
  violations: told("Combien de violations.", "How many violations."),
  examples: told(
    "Clés des premières, 10 au plus. Jamais de donnée personnelle.",
    "Keys of the first, at most 10. Never personal data.",
  ),
};
export const MEASURE_EXPLAINED: Readonly<Record<keyof typeof MeasureReport.shape, Told>> = {
  method: told(
    "Comment c'est calculé : RAPL, secondes CPU × watts, CodeCarbon, Boavizta…",
    "How it was reckoned: RAPL, CPU seconds × watts, CodeCarbon, Boavizta …",
  ),
  work: told("MEASURE_WORK, tel que reçu.", "MEASURE_WORK, as received."),
  energyWattHours: told("Énergie en Wh, ou nul.", "Energy in Wh, or null."),
  gramsCo2e: told(
    "Émissions en g CO2e, ou nul. L'un des deux au moins.",
    "Emissions in g CO2e, or null. At least one of the two.",
  ),
  cpuSeconds: told(
    "Secondes de processeur de tout le travail, processus enfants compris.",
    "CPU seconds of all the work, child processes included.",
  ),
};
export const RUN_EXPLAINED: Readonly<Record<keyof typeof TrainingRun.shape, Told>> = {
  run: told("Le nom de l'essai.", "The run's name."),
  sample: told(
    "L'échantillon de test, par son nom ou son empreinte : le même texte pour deux essais qui se comparent.",
    "The test sample, by its name or hash: the same text for two runs that compare.",
  ),
  prAuc: told(
    "Aire sous la courbe précision-rappel, sur cet échantillon.",
    "Area under the precision-recall curve, on that sample.",
  ),
  seed: told("La graine du hasard.", "The seed of chance."),
  parameters: told("Les réglages.", "The settings."),
  cpuSeconds: told(
    "Secondes de processeur de l'entraînement : l'avant et l'après d'une optimisation.",
    "CPU seconds of the training: the before and after of an optimisation.",
  ),
  chosen: told(
    "Vrai pour l'essai retenu, celui que `train` refait : un seul.",
    "True for the chosen run, the one that `train` makes again: one only.",
  ),
};

export const shapes = {
  quality: QualityReport.shape,
  control: QualityReport.shape.controls.element.shape,
  measure: MeasureReport.shape,
  run: TrainingRun.shape,
} as const;

export const EXPLAINED: Readonly<Record<keyof typeof shapes, Shape>> = {
  quality: QUALITY_EXPLAINED,
  control: CONTROL_EXPLAINED,
  measure: MEASURE_EXPLAINED,
  run: RUN_EXPLAINED,
};
