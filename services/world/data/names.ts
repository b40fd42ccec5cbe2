// First names, surnames and streets. Combinations are drawn; whoever bears one is not meant.

export const FIRST_NAMES = {
  f: "Marie Camille Léa Manon Chloé Emma Sarah Julie Laura Anaïs Mathilde Pauline Lucie Clara Inès Élodie Claire Hélène Sophie Nathalie Isabelle Céline Aurélie Valérie Sandrine Florence Agnès Brigitte Monique Françoise Odile Solène Maëlle Noémie Zoé Louise Alice Jeanne Rose Juliette Margaux Fanny Delphine Estelle Amandine Karine Patricia Yasmine Fatou Aïcha Leïla Mei Gwenaëlle Nolwenn Maïwenn Capucine Ophélie Bérénice Adèle Victoire".split(
    " ",
  ),
  m: "Jean Pierre Michel Thomas Nicolas Julien Alexandre Maxime Antoine Lucas Hugo Louis Paul Arthur Jules Gabriel Raphaël Adam Nathan Théo Mathis Quentin Romain Kévin Sébastien Guillaume Vincent Olivier Laurent Frédéric Stéphane Christophe Philippe Éric Alain Bernard Gérard Daniel Marcel Henri Yann Gaël Loïc Erwan Ronan Malo Mehdi Karim Samir Mamadou Ibrahima Étienne Benoît Cyril Damien Fabien Grégoire Rémi Tristan Valentin".split(
    " ",
  ),
} as const;

export const LAST_NAMES =
  "Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le Roux Cousin Germain Breton Besson Langlois Rémy Le Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Da Silva Bouchet Gay Lemaître Bénard Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte"
    .replaceAll("Le ", "Le_")
    .replaceAll("Da ", "Da_")
    .split(" ")
    .map((name) => name.replace("_", " "));

/** Parts of surnames that nobody bears: those of canary persons, each used once in a world. */
export const CANARY_STARTS =
  "Brez Quer Tra Zou Fla Gri Ploum Vro Dru Xan Kru Skav Nar Oub Vel Trog Zar Mio Pru Jarv Hox Wim Yst Blav Chou Dal".split(
    " ",
  );
export const CANARY_MIDDLES =
  "vando zimel quiro ladu brique tavou gorna pelu sandri muxo fiber tolva renzi cadou wassi jolde".split(" ");
export const CANARY_ENDS =
  "guerec zac trille mont boeuf vrac lignac doux thou rvic ffier zelle stan ppoix nquart ldevez".split(" ");

export const STREETS =
  "rue des Lilas,rue de la Fontaine,chemin des Vignes,impasse du Moulin,avenue de la Gare,rue du Four,place de l'Église,route de la Forêt,allée des Tilleuls,rue des Écoles,chemin du Lavoir,rue Haute,rue du Vieux Pont,boulevard de la Liberté,rue de la Mairie,sentier des Prés,rue des Artisans,quai du Port,rue Saint-Martin,chemin de la Source,rue du Marché,rue des Remparts,avenue du Parc,rue des Jardins,rue du Pressoir,chemin des Ânes,rue de la Poste,cour des Tanneurs,rue du Château,route des Crêtes".split(
    ",",
  );

export const MAIL_DOMAINS = [
  "courriel.example",
  "boite-postale.example",
  "messagerie.example",
  "postelle.example",
  "fil-net.example",
];
