// C11: automation.
import type { PackCompetence } from "../pack.ts";

export const C11: PackCompetence = {
  id: "C11",
  title: {
    fr: "Automatiser les flux de données et les tester",
    en: "Automate data flows and test them",
  },
  reference: { fr: "Bloc 2, activité A7, compétence C11", en: "Block 2, activity A7, competence C11" },
  items: [
    {
      id: "C11.1",
      title: {
        fr: "Les flux, structurés ou non, arrivent seuls aux stockages",
        en: "Flows, structured or not, reach the stores by themselves",
      },
      reference: { fr: "C11, 1er critère", en: "C11, 1st criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un ordonnanceur que le contrôle ne peut lancer : sa configuration, ses traces d'exécution, une reprise après arrêt.",
        en: "For a scheduler that checks cannot start: its configuration, its record of runs, a resumption after a stop.",
      },
      grid: [
        { fr: "Tout se lance à la main.", en: "Everything is started by hand." },
        {
          fr: "Un script enchaîne les étapes, mais quelqu'un doit le lancer.",
          en: "A script chains the steps, but someone must start it.",
        },
        {
          fr: "Une planification existe pour une partie des sources, ou s'arrête à la première erreur.",
          en: "Some sources are scheduled, or all stops at the first error.",
        },
        {
          fr: "Toutes les sources arrivent aux stockages à la cadence annoncée, sans intervention.",
          en: "All sources reach the stores at the stated cadence, unattended.",
        },
        {
          fr: "De plus, un arrêt brutal ne perd ni ne double rien, et les exécutions laissent une trace consultable.",
          en: "Moreover, a sudden stop loses and doubles nothing, and runs leave a record that can be read.",
        },
      ],
    },
    {
      id: "C11.2",
      title: { fr: "Des tests valident l'automatisation", en: "Tests validate the automation" },
      reference: { fr: "C11, 2e critère", en: "C11, 2nd criterion" },
      weight: 1,
      machine: 0.85,
      looksAt: {
        fr: "Les résultats dans le rapport : ce qui a été testé, ce qui a échoué, ce qui en a été tiré.",
        en: "The results in the report: what was tested, what failed, what followed.",
      },
      grid: [
        { fr: "Aucun résultat de test.", en: "No test result." },
        { fr: "« Les tests passent », sans liste ni trace.", en: '"Tests pass", without list or record.' },
        {
          fr: "Une liste de tests et leur résultat ; seuls des cas heureux.",
          en: "A list of tests and their results; only happy cases.",
        },
        {
          fr: "Cas heureux, erreurs, doublons, retards et reprises, avec la trace d'exécution.",
          en: "Happy cases, errors, duplicates, delays and resumption, with the record of the run.",
        },
        {
          fr: "De plus, un défaut trouvé par un test est raconté, de l'échec à la correction.",
          en: "Moreover, a defect found by a test is told, from failure to correction.",
        },
      ],
    },
    {
      id: "C11.3",
      title: { fr: "Les flux sont protégés", en: "Flows are protected" },
      reference: { fr: "C11, 3e critère", en: "C11, 3rd criterion" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Pour un outil que le contrôle ne peut lancer : où sont ses secrets, qui peut lancer ou modifier un flux, ce que disent ses journaux.",
        en: "For a tool that checks cannot start: where its secrets are, who may start or change a flow, what its logs say.",
      },
      grid: [
        {
          fr: "Secrets dans le code, ou données personnelles dans les journaux.",
          en: "Secrets in code, or personal data in logs.",
        },
        {
          fr: "Secrets sortis du code, mais affichés ou partagés entre tous les flux.",
          en: "Secrets are out of the code, but printed or shared by all flows.",
        },
        {
          fr: "Secrets par l'environnement ; rejets ou journaux contiennent encore des données en clair.",
          en: "Secrets from the environment; rejects or logs still hold data in clear.",
        },
        {
          fr: "Secrets hors du code, changés par simple redémarrage, journaux et rejets sans donnée personnelle, rien d'exposé sans besoin.",
          en: "Secrets outside the code, changed by a restart, logs and rejects free of personal data, nothing exposed without need.",
        },
        {
          fr: "De plus, chaque flux a son compte, et un accès anormal se voit.",
          en: "Moreover, each flow has its account, and unusual access is seen.",
        },
      ],
    },
    {
      id: "C11.4",
      title: {
        fr: "Les circuits sont documentés : étapes, réglages, tests, erreurs",
        en: "Circuits are documented: steps, settings, tests, errors",
      },
      reference: { fr: "C11, 4e critère", en: "C11, 4th criterion" },
      weight: 1,
      machine: 0.6,
      looksAt: {
        fr: "La documentation : une personne qui arrive pourrait-elle relancer, régler et dépanner chaque circuit ?",
        en: "The documentation: could someone new restart, set and repair each circuit?",
      },
      grid: [
        {
          fr: "Pas de documentation, ou celle d'un autre projet.",
          en: "No documentation, or another project's.",
        },
        { fr: "Une commande de lancement, rien de plus.", en: "A start command, no more." },
        {
          fr: "Étapes et réglages principaux ; la gestion des erreurs manque.",
          en: "Main steps and settings; handling of errors is missing.",
        },
        {
          fr: "Étapes, réglages, tests et erreurs de chaque circuit, fidèles à ce qui s'exécute.",
          en: "Steps, settings, tests and errors of each circuit, true to what runs.",
        },
        {
          fr: "De plus, un guide de dépannage part du symptôme, et la documentation est vérifiée contre le code.",
          en: "Moreover, a repair guide starts from symptoms, and the documentation is verified against the code.",
        },
      ],
    },
  ],
};
