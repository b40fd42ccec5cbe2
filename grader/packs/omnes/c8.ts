// C8: the process of extraction, treatment and storage, designed and argued.
import type { PackCompetence } from "../pack.ts";

export const C8: PackCompetence = {
  id: "C8",
  title: {
    fr: "Concevoir l'extraction, le traitement et le stockage",
    en: "Design extraction, processing and storage",
  },
  reference: { fr: "Bloc 2, activité A5, compétence C8", en: "Block 2, activity A5, competence C8" },
  items: [
    {
      id: "C8.1.a",
      title: {
        fr: "Un schéma montre les données de référence, leurs relations et les flux",
        en: "A schema shows reference data, their relations and flows",
      },
      reference: { fr: "C8, 1er critère, 1er point", en: "C8, 1st criterion, 1st point" },
      weight: 1,
      machine: 0.25,
      looksAt: {
        fr: "Le schéma : entités du métier, données de référence distinguées des faits, sens des flux, lisibilité.",
        en: "The schema: business entities, reference data told from facts, direction of flows, legibility.",
      },
      grid: [
        { fr: "Pas de schéma.", en: "No schema." },
        {
          fr: "Un dessin d'outils, où l'on ne voit pas les données.",
          en: "A drawing of tools in which data cannot be seen.",
        },
        {
          fr: "Les entités principales et leurs liens ; ni flux ni données de référence distinguées.",
          en: "The main entities and their links; neither flows nor reference data are told apart.",
        },
        {
          fr: "Entités, cardinalités, données de référence et flux d'une source à son stockage, lisibles sans explication orale.",
          en: "Entities, cardinalities, reference data and flows from source to store, legible without being explained aloud.",
        },
        {
          fr: "De plus, le schéma dit quelle source fait foi pour chaque donnée et où passent les données personnelles.",
          en: "Moreover, it says which source is authoritative for each datum and where personal data travel.",
        },
      ],
    },
    {
      id: "C8.1.b",
      title: {
        fr: "Nettoyage, normalisation et agrégation garantissent la qualité",
        en: "Cleaning, normalising and aggregating ensure quality",
      },
      reference: { fr: "C8, 1er critère, 2e point", en: "C8, 1st criterion, 2nd point" },
      weight: 1,
      machine: 0.6,
      looksAt: {
        fr: "L'argument de chaque règle : le défaut visé, le choix entre réparer, écarter et signaler, ce qui est perdu.",
        en: "The argument of each rule: the defect it is for, why repair, set aside or report, what is lost.",
      },
      grid: [
        { fr: "Aucune règle décrite.", en: "No rule is described." },
        {
          fr: "Des opérations sont listées (« on supprime les nuls »), sans le défaut qu'elles visent.",
          en: 'Operations are listed ("we drop nulls") without the defect they are for.',
        },
        {
          fr: "Chaque règle nomme son défaut ; le choix entre réparer, écarter et signaler n'est pas expliqué.",
          en: "Each rule names its defect; the choice between repair, setting aside and reporting is not explained.",
        },
        {
          fr: "Chaque règle est argumentée, avec un exemple avant et après et le sort des rejets.",
          en: "Each rule is argued, with an example before and after and what becomes of rejects.",
        },
        {
          fr: "De plus, l'effet de chaque règle est mesuré, faux positifs compris, et l'ordre des règles est justifié.",
          en: "Moreover, each rule's effect is measured, false positives included, and the order of rules is justified.",
        },
      ],
    },
    {
      id: "C8.1.c",
      title: {
        fr: "La solution de stockage est adaptée et décrite",
        en: "The storage solution is fitting and described",
      },
      reference: { fr: "C8, 1er critère, 3e point", en: "C8, 1st criterion, 3rd point" },
      weight: 1,
      machine: 0.25,
      looksAt: {
        fr: "L'adéquation de chaque stockage aux volumes d'aujourd'hui et dans trois ans, au budget et à l'hébergement du dossier.",
        en: "How each store fits the dossier's volumes today and in three years, its budget and hosting.",
      },
      grid: [
        { fr: "Le stockage n'est pas présenté.", en: "Storage is not presented." },
        {
          fr: "Des moteurs sont nommés, sans raison tirée du dossier.",
          en: "Engines are named, for no reason taken from the dossier.",
        },
        {
          fr: "Le choix répond à la forme des données ; volumes, budget ou hébergement sont oubliés.",
          en: "The choice fits the form of the data; volumes, budget or hosting are forgotten.",
        },
        {
          fr: "Chaque stockage répond à la forme, aux volumes, au budget et à l'hébergement, avec sauvegarde et restauration décrites.",
          en: "Each store answers form, volumes, budget and hosting; backup and restore are described.",
        },
        {
          fr: "De plus, au moins une autre solution a été comparée, chiffres à l'appui, et la limite du choix est dite.",
          en: "Moreover, at least one other solution has been compared, with figures, and the choice's limit is stated.",
        },
      ],
    },
    {
      id: "C8.1.d",
      title: {
        fr: "La méthode de chargement est argumentée et suivie",
        en: "The loading method is argued and followed",
      },
      reference: { fr: "C8, 1er critère, 4e point", en: "C8, 1st criterion, 4th point" },
      weight: 1,
      machine: 0.6,
      looksAt: {
        fr: "L'argument entre complet, incrémental et flux ; ce qui se passe à la relance et en cas d'arrêt au milieu.",
        en: "The argument between full, incremental and stream; what happens on a second run and after a stop half-way.",
      },
      grid: [
        { fr: "La méthode de chargement n'est pas dite.", en: "The loading method is not stated." },
        { fr: "Une méthode est nommée sans argument.", en: "A method is named without argument." },
        {
          fr: "Un argument existe ; la relance et l'arrêt au milieu ne sont pas traités.",
          en: "There is an argument; second runs and stops half-way are not dealt with.",
        },
        {
          fr: "Méthode argumentée par les sources et l'usage ; relance, ordre et reprise décrits pas à pas.",
          en: "Argued from sources and use; second run, order and resumption described step by step.",
        },
        {
          fr: "De plus, le coût et la fraîcheur des méthodes possibles sont comparés, et le passage de l'une à l'autre est prévu.",
          en: "Moreover, cost and freshness of the possible methods are compared, and moving from one to another is planned.",
        },
      ],
    },
    {
      id: "C8.1.e",
      title: {
        fr: "Des contrôles vérifient la qualité et le bon fonctionnement",
        en: "Controls verify quality and operation",
      },
      reference: { fr: "C8, 1er critère, 5e point", en: "C8, 1st criterion, 5th point" },
      weight: 1,
      machine: 1,
      looksAt: {
        fr: "Là où les contrôles ne peuvent être exécutés : leur liste, leurs seuils et un cas où ils ont sonné.",
        en: "Where controls cannot be run: their list, their thresholds and a case in which they spoke up.",
      },
      grid: [
        { fr: "Aucun contrôle.", en: "No control." },
        {
          fr: "Un contrôle vérifie que le programme s'est terminé, rien sur les données.",
          en: "A control sees that the program has ended, and nothing of the data.",
        },
        {
          fr: "Complétude ou fraîcheur est contrôlée, sans nommer ce qui manque.",
          en: "Completeness or freshness is controlled, without naming what is missing.",
        },
        {
          fr: "Complétude et fraîcheur par source, seuils justifiés, et le message nomme la source en défaut.",
          en: "Completeness and freshness per source, thresholds justified, and the message names the faulty source.",
        },
        {
          fr: "De plus, un moteur arrêté se distingue d'une donnée en retard, et chaque alerte dit que faire.",
          en: "Moreover, a stopped engine is told from late data, and each alert says what to do.",
        },
      ],
    },
    {
      id: "C8.1.f",
      title: { fr: "Le processus garantit la sécurité", en: "The process ensures security" },
      reference: { fr: "C8, 1er critère, 6e point", en: "C8, 1st criterion, 6th point" },
      weight: 1,
      machine: 0.5,
      looksAt: {
        fr: "Les menaces envisagées et la mesure qui répond à chacune, de la collecte au stockage.",
        en: "The threats considered and the measure that answers each, from collection to storage.",
      },
      grid: [
        { fr: "La sécurité n'est pas traitée.", en: "Security is not dealt with." },
        {
          fr: "Des bonnes pratiques générales, sans lien avec ce processus.",
          en: "General good practice, without a link to this process.",
        },
        {
          fr: "Des mesures réelles sont décrites ; on ne sait pas contre quoi chacune protège.",
          en: "Actual measures are described; against what each protects is not said.",
        },
        {
          fr: "À chaque étape, la menace et sa mesure : comptes, secrets, chiffrement, réseau, journaux.",
          en: "At each step, the threat and its measure: accounts, secrets, encryption, network, logs.",
        },
        {
          fr: "De plus, les risques restants sont nommés et acceptés par quelqu'un, et une mesure est montrée par un essai.",
          en: "Moreover, remaining risks are named and accepted by someone, and a measure is shown by a trial.",
        },
      ],
    },
    {
      id: "C8.1.g",
      title: {
        fr: "Le choix des outils est argumenté étape par étape",
        en: "The choice of tools is argued step by step",
      },
      reference: { fr: "C8, 1er critère, 7e point", en: "C8, 1st criterion, 7th point" },
      weight: 1,
      machine: 0.4,
      looksAt: {
        fr: "Pour chaque étape, pourquoi cet outil plutôt qu'un autre, au vu du dossier et de l'équipe qui reprendra.",
        en: "For each step, why this tool rather than another, given the dossier and the team that will take over.",
      },
      grid: [
        { fr: "Pas d'argument sur les outils.", en: "No argument about tools." },
        {
          fr: "Une liste d'outils, ou des arguments de publicité.",
          en: "A list of tools, or arguments from advertisements.",
        },
        {
          fr: "Quelques étapes sont argumentées ; pour d'autres, l'outil est pris par habitude.",
          en: "Some steps are argued; for others the tool is taken out of habit.",
        },
        {
          fr: "Chaque étape a son argument tiré du dossier : volume, compétences, licence, coût, hébergement.",
          en: "Each step has its argument from the dossier: volume, skills, licence, cost, hosting.",
        },
        {
          fr: "De plus, un autre outil a été essayé pour une étape au moins et le renoncement est expliqué.",
          en: "Moreover, another tool has been tried for at least one step, and why it was left is explained.",
        },
      ],
    },
    {
      id: "C8.1.h",
      title: { fr: "La réglementation applicable est expliquée", en: "Applicable regulation is explained" },
      reference: { fr: "C8, 1er critère, 8e point", en: "C8, 1st criterion, 8th point" },
      weight: 1,
      machine: 0,
      looksAt: {
        fr: "Les textes qui s'appliquent vraiment ici (RGPD, droit des bases de données, code de la consommation sur les avis, recommandations sur la collecte) et leurs effets sur le projet.",
        en: "The texts that truly apply here (GDPR, database right, consumer code on reviews, advice on scraping) and what they change in the project.",
      },
      grid: [
        { fr: "Aucun texte n'est cité.", en: "No text is cited." },
        {
          fr: "Le RGPD est cité ou recopié, sans application.",
          en: "The GDPR is cited or copied, without being applied.",
        },
        {
          fr: "Les principaux textes sont expliqués avec justesse ; leurs effets sur le projet restent vagues.",
          en: "The main texts are explained rightly; what they change in the project stays vague.",
        },
        {
          fr: "Chaque texte applicable est expliqué et relié à une décision du projet.",
          en: "Each applicable text is explained and tied to a decision of the project.",
        },
        {
          fr: "De plus, les points incertains sont reconnus, avec la prudence choisie et la personne à consulter.",
          en: "Moreover, uncertain points are acknowledged, with the caution chosen and whom to consult.",
        },
      ],
    },
    {
      id: "C8.2.a",
      title: {
        fr: "Des mesures limitent l'empreinte environnementale",
        en: "Measures limit the environmental footprint",
      },
      reference: { fr: "C8, 2e critère, 1er point", en: "C8, 2nd criterion, 1st point" },
      weight: 1.5,
      machine: 0.25,
      looksAt: {
        fr: "Cycle de vie des données et du matériel, énergie de l'hébergement, lutte contre l'obsolescence.",
        en: "Life cycle of data and hardware, the hosting's energy, measures against obsolescence.",
      },
      grid: [
        { fr: "Le sujet est absent.", en: "The subject is absent." },
        {
          fr: "Des intentions générales (« nous ferons attention »).",
          en: 'General intentions ("we shall be careful").',
        },
        {
          fr: "Une ou deux mesures concrètes, sur un seul aspect.",
          en: "One or two concrete measures, on a single aspect.",
        },
        {
          fr: "Des mesures concrètes sur le cycle de vie, l'énergie et l'obsolescence, chacune avec l'effet attendu.",
          en: "Concrete measures on life cycle, energy and obsolescence, each with the effect expected.",
        },
        {
          fr: "De plus, elles sont classées par effet, et ce qui a été écarté pour son coût écologique est dit.",
          en: "Moreover, they are ranked by effect, and what was left out for its ecological cost is stated.",
        },
      ],
    },
    {
      id: "C8.2.b",
      title: { fr: "L'impact écologique est mesuré", en: "The ecological impact is measured" },
      reference: { fr: "C8, 2e critère, 2e point", en: "C8, 2nd criterion, 2nd point" },
      weight: 1.5,
      machine: 0.7,
      looksAt: {
        fr: "La méthode : ce qui est mesuré, ce qui est estimé, les facteurs et leur source, les limites.",
        en: "The method: what is measured, what is estimated, factors and their source, limits.",
      },
      grid: [
        { fr: "Aucune mesure.", en: "No measurement." },
        { fr: "Un chiffre sans méthode.", en: "A figure without a method." },
        {
          fr: "Une mesure et un outil nommés ; périmètre et facteurs ne sont pas dits.",
          en: "A measurement and a tool are named; neither scope nor factors.",
        },
        {
          fr: "Mesure reproductible, périmètre, facteurs et sources donnés, résultat par étape.",
          en: "A reproducible measurement; scope, factors and sources given; a result per step.",
        },
        {
          fr: "De plus, l'incertitude est chiffrée, la fabrication du matériel est comptée et la mesure a conduit à un changement.",
          en: "Moreover, uncertainty has a figure, making the hardware is counted, and the measurement has led to a change.",
        },
      ],
    },
  ],
};
