// What the farms sell: heads with their gender, complements, sizes and price ranges. All of it is common food.

export interface ProductKind {
  readonly category: string;
  /** "miel": what a reviewer calls it, without article. */
  readonly head: string;
  readonly gender: "m" | "f";
  /** Sold by the bag, and spoken of in the plural: "ces pommes". */
  readonly plural: boolean;
  readonly complements: readonly string[];
  readonly unit: "g" | "ml";
  readonly sizes: readonly number[];
  /** Cents for 1000 g or ml. */
  readonly price: readonly [number, number];
  readonly vatBasisPoints: number;
  /** A lot that costs more than 1,000 €. */
  readonly large: boolean;
}

export const CATEGORIES = [
  { slug: "miels", name: "Miels et ruche" },
  { slug: "fromages", name: "Fromages et crèmerie" },
  { slug: "fruits", name: "Fruits" },
  { slug: "legumes", name: "Légumes" },
  { slug: "viandes", name: "Viandes et volailles" },
  { slug: "caves", name: "Vins, cidres et bières" },
  { slug: "huiles", name: "Huiles et vinaigres" },
  { slug: "epicerie", name: "Épicerie sucrée" },
  { slug: "moulins", name: "Farines et céréales" },
  { slug: "paniers", name: "Paniers et idées cadeaux" },
] as const;

const kind = (line: string): ProductKind => {
  const [category, head, gender, complements, unit, sizes, price, vat, large] = line.split("|");
  const [low, high] = price!.split("-").map(Number);
  return {
    category: category!,
    head: head!,
    gender: gender!.startsWith("f") ? "f" : "m",
    plural: gender!.endsWith("p"),
    complements: complements!.split(";"),
    unit: unit === "ml" ? "ml" : "g",
    sizes: sizes!.split(",").map(Number),
    price: [low!, high!],
    vatBasisPoints: Number(vat),
    large: large === "large",
  };
};

const LINES = `miels|miel|m|de lavande;de châtaignier;d'acacia;de tilleul;de sapin;de bruyère;de printemps;de montagne;toutes fleurs;de thym;de romarin;de ronce|g|250,500,1000|1600-2900|550
miels|pollen|m|de fleurs sauvages;de ciste;de saule|g|150,230,500|3200-5200|550
miels|pain d'épices|m|au miel;à l'orange;aux noix|g|250,300,450|1400-2600|550
fromages|tomme|f|de brebis;de vache;au foin;à l'ail des ours;de chèvre|g|250,400,900|1800-3400|550
fromages|fromage|m|de chèvre;de brebis;frais aux herbes;à pâte pressée;affiné en cave|g|150,200,350|1900-3600|550
fromages|beurre|m|de baratte;demi-sel;aux algues|g|125,250,500|1200-2100|550
fromages|yaourt|m|au lait de brebis;à la vanille;nature;au lait de chèvre|g|125,500,750|450-900|550
fromages|crème|f|crue;fraîche épaisse;d'Isigny|g|200,400,500|700-1300|550
fruits|pommes|fp|reinettes;golden;à cidre;à croquer|g|1000,2000,5000|220-460|550
fruits|poires|fp|williams;comice;conférence|g|1000,2000,3000|260-520|550
fruits|noix|fp|en coque;en cerneaux;franquettes|g|250,500,1000|900-2600|550
fruits|châtaignes|fp|fraîches;sèches;épluchées|g|400,500,1000|600-1700|550
fruits|abricots|mp|bergeron;séchés;de plein champ|g|500,1000,2000|420-980|550
fruits|jus|m|de pomme;de raisin;d'abricot;de poire;de pomme et coing|ml|750,1000,3000|320-720|550
legumes|ail|m|rose;violet;noir;fumé|g|250,500,1000|1100-2600|550
legumes|lentilles|fp|vertes;blondes;corail|g|500,1000,2500|420-820|550
legumes|pommes de terre|fp|de conservation;à purée;rattes;nouvelles|g|1000,2500,5000|140-380|550
legumes|haricots|mp|tarbais;secs;lingots|g|500,1000,2000|900-1900|550
legumes|soupe|f|de légumes;de potimarron;d'orties;à l'oignon|ml|500,750,1000|620-1150|550
legumes|courge|f|butternut;musquée;d'hiver|g|1000,1500,2500|210-420|550
viandes|saucisson|m|sec;aux noix;d'âne;au poivre;à l'ancienne|g|200,250,400|2400-3900|550
viandes|terrine|f|de campagne;de canard;au genièvre;de lapin;aux cèpes|g|180,200,350|2200-4200|550
viandes|poulet|m|fermier;jaune;de plein air|g|1400,1800,2200|750-1350|550
viandes|jambon|m|cru;blanc;à l'os;fumé au hêtre|g|200,500,1000|2300-4200|550
viandes|rillettes d'oie|fp|du terroir;à l'ancienne;en bocal|g|180,350,600|2300-4100|550
caves|vin rouge|m|de garde;des coteaux;vieilles vignes;de l'année;d'altitude|ml|375,750,1500|900-3200|2000
caves|vin blanc|m|sec;moelleux;des terrasses;d'alpage|ml|375,750,1500|900-2900|2000
caves|cidre|m|brut;doux;fermier;extra-brut|ml|330,750,1500|450-980|2000
caves|bière|f|blonde;ambrée;brune;au miel;d'hiver|ml|330,500,750|700-1450|2000
caves|limonade|f|artisanale;au citron;à l'ancienne|ml|330,750,1000|320-680|550
huiles|huile|f|d'olive;de noix;de noisette;de colza;de tournesol;de lin;de cameline|ml|250,500,750,1000|1100-3600|550
huiles|vinaigre|m|de cidre;de vin;de framboise;de miel|ml|250,500,750|900-2100|550
epicerie|confiture|f|de fraise;d'abricot;de myrtille;de figue;de châtaigne;de lait;d'églantine|g|220,250,350|1400-2500|550
epicerie|gelée|f|de coing;de groseille;de mûre|g|220,250,350|1500-2600|550
epicerie|sirop|m|de menthe;de sureau;de fraise;d'orgeat;de violette|ml|250,500,700|1100-2100|550
epicerie|nougat|m|tendre;dur;aux amandes|g|200,300,400|2200-3800|550
epicerie|biscuits|mp|à la châtaigne;au beurre;sablés;à l'anis|g|150,200,300|1700-3100|550
epicerie|compote|f|de pomme;de poire;de rhubarbe|g|320,560,720|620-1150|550
moulins|farine|f|de blé;de sarrasin;de châtaigne;d'épeautre;de seigle;complète|g|1000,2000,5000|180-620|550
moulins|flocons|mp|d'avoine;d'épeautre;de sarrasin|g|400,500,1000|420-860|550
moulins|pâtes fraîches|fp|au blé ancien;aux œufs;à l'épeautre;au sarrasin|g|250,400,500|780-1500|550
paniers|panier|m|du potager;d'automne;de saison;du verger;gourmand|g|2000,4000,6000|380-860|550
paniers|coffret|m|découverte;de fête;apéritif;du terroir|g|800,1200,2500|2200-4200|1000
caves|barrique de vin|f|rouge de garde;blanc des coteaux;d'assemblage|ml|225000|620-1900|2000|large
fromages|meule|f|de comté;d'abondance;de vieille tomme|g|38000,42000|2700-3900|550|large
viandes|demi-bœuf|m|de race salers;d'Aubrac;limousin|g|90000,120000|1250-1900|550|large
huiles|fût d'huile|m|d'olive;de noix|ml|60000,100000|1800-2600|550|large`;

export const PRODUCT_KINDS: readonly ProductKind[] = LINES.split("\n").map(kind);

export const ORIGINS =
  "de l'Ardèche|du Vercors|des Cévennes|de Provence|d'Auvergne|du Quercy|du Jura|de la Drôme|du Béarn|de l'Aubrac|de Bretagne|du Morvan|des Corbières|du Perche|de la Creuse|du Cotentin|des Alpes|du Luberon|de l'Yonne|du Périgord|de Thiérache|du Bugey|de l'Oisans|du Gers|des Landes|du Larzac|de l'Allier|de Touraine|du Berry|des Vosges".split(
    "|",
  );

export const EXTRAS = [
  "",
  "",
  "",
  "",
  " bio",
  " tradition",
  " à l'ancienne",
  " de ferme",
  " nouvelle récolte",
  " sélection",
];

export const FARMS =
  "Ferme|GAEC|Domaine|Vergers|Ruchers|Jardins|Les Prés|La Grange|Coopérative|Les Terrasses|Le Moulin|EARL".split(
    "|",
  );
export const FARM_PLACES =
  "de l'Étang|des Trois Chênes|du Vallon|de la Combe|du Grand Pré|des Quatre Vents|de l'Aubépine|du Ruisseau|de la Croix Haute|des Bruyères|du Puits|de l'Alouette|des Coteaux|de la Roseraie|du Plateau|de l'Érable|des Sources|du Bois Joli|de la Lande|des Hirondelles|du Clos Vert|de l'Ormeau|de la Vieille Tour|des Murets|du Chemin Creux|de la Garrigue|de l'Écluse|du Genêt|des Noisetiers|de la Ravine".split(
    "|",
  );

export const CERTIFICATIONS = [
  "Agriculture biologique",
  "Label Rouge",
  "Bienvenue à la ferme",
  "Haute valeur environnementale",
  "Appellation d'origine protégée",
  "Indication géographique protégée",
];
