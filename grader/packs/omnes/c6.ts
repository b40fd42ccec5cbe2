// C6: collection.
import type { PackCompetence } from "../pack.ts";

export const C6: PackCompetence = {
  id: "C6",
  title: { fr: "Collecter des données de sources diverses", en: "Collect data from various sources" },
  reference: { fr: "Bloc 2, activité A4, compétence C6", en: "Block 2, activity A4, competence C6" },
  items: [
    {
      id: "C6.1",
      title: {
        fr: "Les scripts collectent les données structurées et non structurées utiles au projet",
        en: "Scripts collect the structured and unstructured data that the project needs",
      },
      reference: { fr: "C6, 1er critère", en: "C6, 1st criterion" },
      weight: 3,
      machine: 0.85,
      looksAt: {
        fr: "La procédure de collecte : une source après l'autre, sa cadence, la reprise après un arrêt, ce qui se passe quand une source ne répond plus.",
        en: "The procedure of collection: source by source, its cadence, how it resumes after a stop, what happens when a source no longer answers.",
      },
      grid: [
        {
          fr: "Aucune procédure : on ne sait ni quelles sources sont lues ni comment.",
          en: "No procedure: neither the sources nor the way they are read can be told.",
        },
        {
          fr: "Des sources sont citées, sans dire comment chacune est lue ni à quel rythme.",
          en: "Sources are named, but not how or how often each is read.",
        },
        {
          fr: "La lecture de la plupart des sources est décrite ; pannes et reprises ne le sont pas.",
          en: "How most sources are read is described; failures and resumption are not.",
        },
        {
          fr: "Chaque source a sa procédure, avec cadence, reprise et traitement des erreurs ; un collègue pourrait la suivre.",
          en: "Each source has its procedure, with cadence, resumption and errors; a colleague could follow it.",
        },
        {
          fr: "De plus, les choix sont comparés à d'autres (navigateur ou appel direct, tout relire ou seulement ce qui a changé) et chiffrés.",
          en: "Moreover, choices are weighed against others (browser or direct call, all again or only what changed), with figures.",
        },
      ],
    },
    {
      id: "C6.2",
      title: {
        fr: "La collecte respecte le droit des données personnelles et les règles des sources",
        en: "Collection respects data-protection law and the rules of the sources",
      },
      reference: { fr: "C6, 2e critère", en: "C6, 2nd criterion" },
      weight: 2,
      machine: 0.7,
      looksAt: {
        fr: "La base légale et sa mise en balance, l'information des personnes, le registre des traitements, les durées de conservation.",
        en: "The legal basis and how interests are balanced, how persons are informed, the register of processing, retention periods.",
      },
      grid: [
        {
          fr: "La question des données personnelles n'est pas abordée.",
          en: "Personal data are not mentioned.",
        },
        {
          fr: "Le RGPD est cité en général, sans lien avec les données de ce projet.",
          en: "The GDPR is cited in general, without a link to this project's data.",
        },
        {
          fr: "Une base légale est nommée et les champs personnels sont listés ; ni information des personnes ni registre.",
          en: "A legal basis is named and personal fields are listed; neither information of persons nor a register.",
        },
        {
          fr: "Base légale argumentée, minimisation champ par champ, information, opposition, effacement et durées décrits, fiche de registre jointe.",
          en: "Legal basis argued, minimisation field by field, information, objection, erasure and retention described, register entry attached.",
        },
        {
          fr: "De plus, la mise en balance des intérêts est écrite, les risques pour les personnes sont pesés et les mesures techniques y répondent une à une.",
          en: "Moreover, the balancing of interests is written down, risks for persons are weighed, and technical measures answer them one by one.",
        },
      ],
    },
  ],
};
