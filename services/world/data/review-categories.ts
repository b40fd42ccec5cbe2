// What buyers say of each category of product: what it recalls, what they do with it, what goes wrong with it.
import { lines, type Lexicon } from "../text/grammar.ts";

const category = (recalls: string, uses: string, faults: string, pack: string): Lexicon => ({
  arome: recalls.split(","),
  usage: lines(uses),
  defaut: lines(faults),
  contenant: pack.split(","),
});

export const CATEGORY_WORDS: Readonly<Record<string, Lexicon>> = {
  miels: category(
    "cire,foin coupé,caramel,réglisse,fleurs séchées,résine,garrigue,écorce,pain grillé,prune,tilleul,menthe sauvage,beurre noisette,figue,malt",
    `dans un yaourt nature
    sur une tartine de pain de seigle
    dans le thé du {jour}
    pour laquer un magret
    avec un fromage de brebis
    dans la pâte d'un gâteau au yaourt
    en vinaigrette sur une salade d'endives
    à la cuillère devant l'évier
    pour sucrer une infusion de {proche}
    sur des crêpes`,
    `la cristallisation est grossière
    le couvercle était mal vissé
    l'étiquette ne dit rien de la récolte
    la texture tire vers le sirop
    le fond du pot contenait un dépôt`,
    "le pot,le bocal,le seau,le couvercle",
  ),
  fromages: category(
    "noisette,cave humide,foin,champignon,crème fraîche,amande,paille,lait chaud,herbe coupée,beurre,sous-bois,croûte de pain,ail sauvage",
    `sur un plateau avec du raisin
    dans une tarte aux poireaux
    sur des pommes de terre chaudes
    avec du pain de campagne
    dans un gratin de côtes de blettes
    en dés à l'apéritif
    avec une confiture de cerise noire
    dans l'omelette du {jour}
    sur une pizza maison
    avec un verre de cidre`,
    `la croûte était moisie par endroits
    la chaîne du froid a été rompue
    la date limite tombait le lendemain
    le morceau pesait {40-120} grammes de moins
    le papier avait collé partout`,
    "l'emballage,le papier,la barquette,la caissette",
  ),
  fruits: category(
    "verger après la pluie,miel,rose,cannelle,coing,amande fraîche,compote,fleur d'oranger,sous-bois,cidre doux,raisin muscat,pain d'épices",
    `à la croque, assis dans l'herbe
    en compote avec un peu de vanille
    dans une tarte à la cannelle
    au four avec du boudin
    dans la boîte à goûter
    en salade avec des noix
    au petit déjeuner du {jour}
    en crumble avec {groupe}
    au coin du poêle avec une tisane
    en jus dans l'extracteur de {proche}`,
    `un quart était tapé
    le calibre ne correspondait pas
    la peau était piquée
    la maturité était dépassée
    la terre remplissait le sachet`,
    "le filet,le cageot,le sachet,la cagette",
  ),
  legumes: category(
    "terre humide,châtaigne,foin,noisette,poivre,bouillon de poule,fumée,herbe fraîche,beurre,réglisse,sous-bois",
    `en purée avec un peu de muscade
    dans un pot-au-feu
    au four avec du thym
    en salade tiède
    dans une soupe du {jour} soir
    en cocotte avec un os à moelle
    à la vapeur, sans rien
    dans le tajine de {proche}
    en gratin pour {groupe}
    dans un bocal au vinaigre`,
    `une partie avait germé
    les vers étaient passés avant nous
    la cuisson n'en finissait pas
    le poids annoncé n'y était pas
    le fond du sac était pourri`,
    "le sac,le filet,la caisse,le carton",
  ),
  viandes: category(
    "poivre,fumée de hêtre,noisette,laurier,genièvre,cave sèche,thym,cognac,châtaigne,foin,sous-bois,ail doux",
    `en tranches fines à l'apéritif
    avec des cornichons et du pain
    au four, {50-110} minutes à feu doux
    dans une potée
    en pique-nique au bord du lac
    avec une purée de céleri
    en sandwich dans le train
    sur un feu de sarments
    le lendemain avec une salade
    à la cocotte avec {groupe}`,
    `c'était beaucoup trop salé
    le gras représentait la moitié
    le sous-vide avait lâché
    la cuisson est restée élastique
    la couleur avait viré au gris`,
    "le sous-vide,le torchon,la barquette,le bocal",
  ),
  caves: category(
    "fruits noirs,cuir,violette,pomme mûre,agrumes,pierre à fusil,miel,réglisse,houblon,poire,épices douces,pain frais,sureau",
    `avec un plat en sauce
    à l'apéritif sous la tonnelle
    sur un plateau de charcuterie
    avec des huîtres
    au dessert, bien frais
    avec la blanquette de {proche}
    autour d'un barbecue avec {groupe}
    en kir avec une crème de mûre
    à température de cave
    après {2-6} heures de carafe`,
    `le bouchon fuyait
    la bouteille était madérisée
    les bulles avaient disparu
    l'étiquette annonçait une autre année
    un dépôt trouble tout`,
    "la bouteille,le bouchon,le carton de six,la capsule",
  ),
  huiles: category(
    "herbe coupée,artichaut,amande,pomme verte,noix fraîche,foin,poivre,framboise,tomate,noisette grillée,cidre",
    `sur une salade de tomates
    en filet sur une soupe froide
    avec des pois chiches
    dans une mayonnaise
    sur du pain grillé frotté d'ail
    pour déglacer une poêle de champignons
    avec une mâche aux betteraves
    dans la marinade de {proche}
    sur un poisson au four
    dans un gâteau à l'orange`,
    `le bec verseur goutte partout
    l'odeur de rance saute au nez
    la bouteille n'était pas opaque
    le bidon était cabossé
    la date de pressage manque`,
    "la bouteille,le bidon,le bec verseur,le bouchon",
  ),
  epicerie: category(
    "fruit cuit,vanille,amande amère,citron,caramel au beurre,violette,rhubarbe,fraise des bois,noisette,fleur de sureau,beurre salé,anis",
    `sur une brioche tiède
    avec du fromage blanc
    dans un gâteau roulé
    au goûter avec {groupe}
    sur des gaufres
    au fond d'une tarte
    dans un grand verre d'eau fraîche
    avec le café du {jour}
    en cadeau pour {proche}
    à la petite cuillère`,
    `le sucre domine tout
    le couvercle était bombé
    la prise était ratée
    le paquet était plein de miettes
    les fruits se comptent sur une main`,
    "le pot,le couvercle,le sachet,la boîte",
  ),
  moulins: category(
    "pain chaud,noisette,foin,châtaigne,grain frais,terre,malt,biscuit,lait,paille sèche,sous-bois",
    `pour le pain du {jour}
    dans une pâte à crêpes
    en galettes avec un œuf
    pour épaissir un velouté
    dans un gâteau de savoie
    en porridge avec des raisins secs
    avec le levain de {proche}
    en pâte brisée
    dans des madeleines pour {groupe}
    avec une sauce au bleu`,
    `le sac était percé
    des mites s'étaient invitées
    la mouture était irrégulière
    la pâte n'a pas levé
    la date était passée depuis {2-9} semaines`,
    "le sac,le paquet,le sachet,la couture du sac",
  ),
  paniers: category(
    "jardin mouillé,marché du matin,verger,cave,herbes fraîches,pain d'épices,garrigue,potager,sous-bois,grenier",
    `pour cuisiner toute la semaine
    en cadeau de remerciement pour {proche}
    à partager avec {groupe}
    au gîte pendant {4-9} jours
    en pique-nique géant
    pour un repas sans courses
    avec les recettes jointes
    le {jour} soir en soupe
    à l'apéritif avec {groupe}
    comme lot de tombola`,
    `la moitié des articles avait été remplacée
    le contenu ne valait pas la photo
    un bocal avait coulé sur le reste
    il manquait {2-4} articles
    les légumes étaient mous`,
    "le panier,le carton,la boîte,le ruban",
  ),
};
