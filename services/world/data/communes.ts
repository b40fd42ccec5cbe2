// Communes, their postcode and department: public facts (Code officiel géographique, La Poste).

export interface Commune {
  readonly name: string;
  readonly postcode: string;
  readonly department: string;
}

const commune = (line: string): Commune => {
  const [name, postcode, department] = line.split("|");
  return { name: name!, postcode: postcode!, department: department ?? postcode!.slice(0, 2) };
};
const communes = (lines: string): readonly Commune[] => lines.split(",").map(commune);

/** Anywhere in metropolitan France but Corsica, whose two departments a postcode's first two digits do not tell. */
export const MAINLAND = communes(
  "Bourg-en-Bresse|01000,Belley|01300,Laon|02000,Soissons|02200,Moulins|03000,Vichy|03200,Manosque|04100,Digne-les-Bains|04000,Gap|05000,Briançon|05100,Grasse|06130,Antibes|06600,Privas|07000,Aubenas|07200,Annonay|07100,Charleville-Mézières|08000,Rethel|08300,Foix|09000,Pamiers|09100,Troyes|10000,Carcassonne|11000,Narbonne|11100,Rodez|12000,Millau|12100,Arles|13200,Salon-de-Provence|13300,Caen|14000,Lisieux|14100,Bayeux|14400,Aurillac|15000,Angoulême|16000,Cognac|16100,La Rochelle|17000,Saintes|17100,Bourges|18000,Vierzon|18100,Tulle|19000,Brive-la-Gaillarde|19100,Dijon|21000,Beaune|21200,Saint-Brieuc|22000,Lannion|22300,Guéret|23000,Périgueux|24000,Sarlat-la-Canéda|24200,Bergerac|24100,Besançon|25000,Pontarlier|25300,Valence|26000,Nyons|26110,Montélimar|26200,Évreux|27000,Bernay|27300,Chartres|28000,Dreux|28100,Quimper|29000,Brest|29200,Morlaix|29600,Nîmes|30000,Uzès|30700,Alès|30100,Toulouse|31000,Muret|31600,Auch|32000,Condom|32100,Bordeaux|33000,Libourne|33500,Montpellier|34000,Béziers|34500,Sète|34200,Rennes|35000,Fougères|35300,Saint-Malo|35400,Châteauroux|36000,Tours|37000,Chinon|37500,Grenoble|38000,Voiron|38500,Lons-le-Saunier|39000,Dole|39100,Mont-de-Marsan|40000,Dax|40100,Blois|41000,Vendôme|41100,Roanne|42300,Montbrison|42600,Le Puy-en-Velay|43000,Brioude|43100,Nantes|44000,Châteaubriant|44110,Orléans|45000,Pithiviers|45300,Cahors|46000,Figeac|46100,Agen|47000,Marmande|47200,Mende|48000,Florac Trois Rivières|48400,Angers|49000,Saumur|49400,Saint-Lô|50000,Coutances|50200,Reims|51100,Épernay|51200,Chaumont|52000,Langres|52200,Laval|53000,Mayenne|53100,Nancy|54000,Toul|54200,Bar-le-Duc|55000,Verdun|55100,Vannes|56000,Lorient|56100,Pontivy|56300,Metz|57000,Sarrebourg|57400,Nevers|58000,Lille|59000,Cambrai|59400,Beauvais|60000,Compiègne|60200,Alençon|61000,Mortagne-au-Perche|61400,Arras|62000,Saint-Omer|62500,Clermont-Ferrand|63000,Thiers|63300,Ambert|63600,Pau|64000,Bayonne|64100,Tarbes|65000,Lourdes|65100,Perpignan|66000,Céret|66400,Strasbourg|67000,Sélestat|67600,Colmar|68000,Guebwiller|68500,Villefranche-sur-Saône|69400,Vesoul|70000,Mâcon|71000,Autun|71400,Le Mans|72000,La Flèche|72200,Chambéry|73000,Albertville|73200,Annecy|74000,Thonon-les-Bains|74200,Rouen|76000,Dieppe|76200,Fontainebleau|77300,Provins|77160,Rambouillet|78120,Niort|79000,Parthenay|79200,Amiens|80000,Abbeville|80100,Albi|81000,Castres|81100,Gaillac|81600,Montauban|82000,Moissac|82200,Draguignan|83300,Hyères|83400,Avignon|84000,Apt|84400,Carpentras|84200,La Roche-sur-Yon|85000,Fontenay-le-Comte|85200,Poitiers|86000,Châtellerault|86100,Limoges|87000,Saint-Junien|87200,Épinal|88000,Saint-Dié-des-Vosges|88100,Auxerre|89000,Sens|89100,Belfort|90000,Étampes|91150,Pontoise|95300",
);

/** Overseas, where a department has three digits. */
export const OVERSEAS = communes(
  "Basse-Terre|97100|971,Le Lamentin|97232|972,Cayenne|97300|973,Saint-Pierre|97410|974,Saint-Paul|97460|974",
);

/** Postcodes that begin with a zero, and lose it. */
export const LEADING_ZERO = MAINLAND.filter((one) => one.postcode.startsWith("0"));

export const CORSICA = communes(
  "Ajaccio|20000|2A,Porto-Vecchio|20137|2A,Sartène|20100|2A,Bonifacio|20169|2A,Bastia|20200|2B,Corte|20250|2B,Calvi|20260|2B,Aléria|20270|2B",
);

/** Postcodes of the communes nouvelles named in the contract's table of merged communes. */
export const MERGED = communes(
  "Cherbourg-en-Cotentin|50100,Le Chesnay-Rocquencourt|78150,Évry-Courcouronnes|91000,Annecy|74000,Chemillé-en-Anjou|49120,Beaupréau-en-Mauges|49600,Segré-en-Anjou Bleu|49500,Baugé-en-Anjou|49150",
);
