// Words that any buyer may use in a review, whatever the product and the opinion. Each entry is our own.
import { lines, type Lexicon } from "../text/grammar.ts";

export const COMMON: Lexicon = {
  jour: lines(`lundi
    mardi
    mercredi
    jeudi
    vendredi
    samedi
    dimanche`),
  fete: lines(`Pâques
    Noël
    la fête des mères
    la fête des pères
    le 14 juillet
    la Toussaint
    les vendanges
    la Chandeleur
    mardi gras
    l'Épiphanie
    la rentrée
    le pont de l'Ascension
    la Saint-Jean
    le premier de l'an
    la kermesse du village`),
  region: lines(`Bretagne
    Auvergne
    Normandie
    Provence
    Alsace
    Savoie
    Touraine
    Gascogne
    Lozère
    Corrèze
    Picardie
    Franche-Comté
    Vendée
    Charente
    Bourgogne
    Lorraine
    Sologne
    Haute-Loire
    Dordogne
    Ardèche`),
  proche: lines(`ma sœur
    mon beau-frère
    ma voisine du dessous
    un collègue de bureau
    mon mari
    ma femme
    ma grand-mère
    une amie cuisinière
    mon fils aîné
    ma fille cadette
    mon père
    ma belle-mère
    un ami caviste
    mon oncle
    ma tante
    ma nièce
    mon filleul
    mon compagnon
    ma cousine
    une copine de la chorale
    mon grand-père
    un voisin maraîcher
    ma marraine
    mon gendre
    ma belle-sœur
    un camarade de randonnée
    ma colocataire
    une ancienne collègue
    mon petit-fils
    un cousin restaurateur`),
  groupe: lines(`mes parents
    mes beaux-parents
    nos voisins
    mes petits-enfants
    mes collègues
    nos amis de randonnée
    mes deux garçons
    les enfants
    nos invités
    mes cousins
    nos amis belges
    les copains du foot
    mes filles
    mes élèves
    nos hôtes
    mes oncles
    les anciens du village
    mes coéquipiers`),
  evenement: lines(`l'anniversaire de {proche}
    le départ en retraite de {proche}
    la crémaillère de {proche}
    le baptême de {proche}
    un pique-nique avec {groupe}
    un déjeuner avec {groupe}
    une soirée jeux avec {groupe}
    un repas de famille chez {proche}
    un brunch avec {groupe}
    le retour de {proche}
    le goûter avec {groupe}
    un week-end à la campagne avec {groupe}
    la visite de {proche}
    un dîner improvisé chez {proche}
    les {20-80} ans de {proche}
    le mariage de {proche}
    une tablée de {6-24} personnes
    le réveillon chez {proche}`),
  quand: lines(`au début du mois
    la semaine dernière
    il y a {3-25} jours
    un {jour} de pluie
    pendant les vacances en {region}
    à la rentrée
    juste avant {fete}
    quelques jours après {fete}
    en rentrant de {region}
    le mois dernier
    un {jour} matin
    {jour} dernier
    pour {fete}
    au retour d'un séjour en {region}
    à la mi-saison
    entre deux déménagements
    la veille de {fete}
    un {jour} soir
    au printemps
    au cœur de l'hiver
    pendant la canicule`),
  motif: lines(`sur les conseils de {proche}
    pour {evenement}
    par curiosité, après un article dans le journal
    pour changer de la supérette
    faute d'en trouver {lieu}
    sans trop savoir à quoi m'attendre
    après en avoir goûté chez {proche}
    en prévision de {fete}
    parce que {proche} m'en parlait depuis {2-9} mois
    pour faire plaisir à {groupe}
    en complément d'un panier
    à cause d'une recette trouvée dans un vieux cahier
    pour soutenir une petite ferme
    en souvenir de nos vacances en {region}
    parce que {groupe} en réclamaient
    pour comparer avec la production de {proche}
    avec l'idée d'en offrir à {proche}
    pour garnir le placard de {proche}`),
  lieu: lines(`au marché
    dans mon quartier
    en grande surface
    près de chez nous
    à la supérette du village
    chez mon primeur habituel
    à la coopérative
    dans les boutiques bio du coin
    au bourg voisin
    à la ferme d'à côté
    au magasin de producteurs`),
  piece: lines(`à la maison
    au chalet
    au bureau
    chez {proche}
    au gîte
    à l'internat
    en camping-car
    sur la terrasse
    au jardin
    avec {groupe}`),
  colis: lines(`Le colis
    Le carton
    Mon paquet
    L'envoi
    Le carton isotherme
    Le petit colis`),
  point: lines(`au point relais
    chez le gardien
    devant le portail
    à la boulangerie qui sert de relais
    chez {proche}
    à mon bureau
    dans la boîte du voisin
    à la mairie
    au comptoir du tabac
    au dépôt du village`),
  delai: lines(`en {2-6} jours
    au bout de {3-9} jours
    le {jour} suivant
    {2-5} jours plus tard
    dès le {jour}
    avec {2-4} jours d'avance
    dans la semaine
    pile le {jour} annoncé
    en {26-70} heures`),
  calage: lines(`du papier froissé
    de la paille
    des copeaux de bois
    du carton alvéolé
    deux couches de kraft
    de vieux journaux
    une housse isotherme
    un pain de glace
    des chips de maïs
    une cale en mousse`),
  prix: lines(`{4-28} euros
    un peu plus de {5-30} euros
    {2-9} euros de plus que {lieu}
    {10-40} % de moins que {lieu}
    {11-49} euros avec la livraison
    {2-4} billets de dix
    tout juste {3-15} euros le lot
    {6-35} euros port compris
    presque {5-25} euros`),
  futur: lines(`avant {fete}
    à la prochaine paie
    dès la rentrée
    pour {evenement}
    au printemps prochain
    quand le stock reviendra
    le mois prochain
    à la première occasion
    pour {fete}
    après les travaux
    dès que {proche} descend
    quand {groupe} reviendront`),
};
