// What a pleased, a lukewarm and a disappointed buyer say.
import { lines, type Lexicon } from "../text/grammar.ts";

export const PLEASED: Lexicon = {
  court: lines(`Très bon.
    Un régal.
    Rien à redire.
    Excellent !
    Je recommande.
    Goût authentique.
    Conforme à la description.
    Parfait pour nous.
    Belle découverte.
    On en reprendra.
    Merci à la ferme.
    Bravo pour ce travail.
    Ça change de l'industriel.
    Simple et bon.
    Toute la famille a aimé.
    Vraiment @savoureux.
    Livraison rapide.
    Bien emballé.
    Prix correct.
    Fidèle depuis deux ans.
    Qualité constante.
    Que demander de plus ?
    Nickel.
    Top !
    Délicieux.`),
  qualite: lines(`@parfumé
    @savoureux
    @fin
    @équilibré
    @généreux
    @franc
    @délicat
    @frais
    @authentique
    @réussi
    @étonnant
    @subtil
    @rond
    @fondant
    @remarquable
    @soigné
    @original`),
  reaction: lines(`{proche} en redemande déjà
    {groupe} en redemandent déjà
    il n'en restait plus le {jour}
    {proche} m'a demandé l'adresse
    {groupe} n'en ont pas laissé une miette
    j'en ai caché un peu pour {proche}
    {proche}, d'habitude difficile, n'a rien laissé
    nous avons refait une commande le {jour}
    {groupe} ont voulu connaître la ferme
    même {proche} a repris une part
    j'ai dû en racheter pour {evenement}
    {proche} en parle encore
    {proche} a voulu emporter le reste
    {groupe} ont comparé et préfèrent {celui}-ci
    j'ai noté la recette pour {proche}
    {proche} a cru que cela venait de {region}
    le silence à table en disait long
    {groupe} se sont resservis {2-4} fois`),
  finale: lines(`avec une longueur que je n'attendais pas
    sans la moindre lourdeur
    avec une fin de bouche très nette
    avec juste ce qu'il faut de caractère
    sans rien d'artificiel
    et cela reste léger
    avec une fraîcheur bienvenue
    et on y revient malgré soi
    comme dans mes souvenirs de {region}
    comme chez {proche} autrefois
    ce qui va très bien avec le reste
    et on sent le travail derrière
    sans écraser les autres saveurs
    avec un côté rustique que j'aime
    et le parfum tient jusqu'au {jour}
    avec une pointe de {arome} à la fin
    ce que {proche} a remarqué tout de suite
    et cela s'accorde avec tout
    sans sucre ni sel de trop
    avec un équilibre rare à ce prix
    comme un souvenir de vacances en {region}`),
  comparaison: lines(`bien mieux que {lieu}
    loin devant ce qu'on trouve {lieu}
    au niveau de {celui} que rapportait {proche} de {region}
    @meilleur encore que l'an dernier avant {fete}
    dans l'esprit de ce que faisait {proche}
    un cran au-dessus de mon choix habituel
    aussi @bon que pendant nos vacances en {region}
    plus @franc que tout ce que j'ai goûté depuis {2-9} ans
    un vrai progrès depuis {fete}
    plus @régulier que {celui} de {proche}
    à la hauteur de ce que promettait {proche}
    tout ce que je cherchais {lieu}`),
  service: lines(`a répondu à ma question en {2-20} heures
    a glissé une recette écrite à la main
    avait ajouté un échantillon pour {proche}
    m'a rappelé pour confirmer l'adresse
    a changé la date de livraison sans discuter
    explique très bien sa façon de travailler
    a remplacé un article manquant dès le {jour}
    prend le temps de conseiller
    a pensé à emballer à part le cadeau de {proche}
    donne des idées de cuisson
    a noté le nom de la parcelle sur l'étiquette
    a joint un mot pour {proche}
    m'a indiqué comment conserver le reste
    a rappelé {proche} pour préciser l'heure
    livre aussi {proche} le {jour}
    a regroupé ma commande avec celle de {proche}
    raconte chaque étape, du champ au colis`),
  intention: lines(`J'en reprendrai {futur}
    Nous repasserons commande {futur}
    Je compte en offrir à {proche} {futur}
    La prochaine fois j'en prends {2-6} pour {groupe}
    C'est noté pour {evenement}
    On recommencera {futur}
    J'en mettrai dans le panier de {proche}
    Je garde l'adresse pour {groupe}
    Je prendrai le grand format {futur}
    {proche} passera sa propre commande {futur}
    Nous irons voir la ferme {futur}
    Je vais en glisser dans le colis de {proche} {futur}`),
  emballage: lines(`bien calé dans {calage}
    protégé par {calage}
    intact malgré la route
    avec {calage} et une petite carte
    fermé avec soin, {calage} en prime
    sans plastique inutile, juste {calage}`),
  jugementPrix: lines(`cela me paraît justifié
    je trouve cela honnête
    c'est donné pour un tel travail
    on ne regrette pas la dépense
    le calcul est vite fait
    cela reste raisonnable
    on s'y retrouve
    le compte est bon
    {proche} a trouvé cela raisonnable`),
  effet: lines(`compte
    rassure
    change tout
    fait la différence
    aide bien
    donne confiance
    fait plaisir`),
  suiteColis: lines(`{contenant} n'avait pas une marque
    {reaction}
    {proche} a gardé le carton
    rien n'avait coulé ni cassé
    le livreur avait prévenu {proche}
    {contenant} fermait parfaitement
    tout était encore frais`),
  phraseSuite: lines(`{intention}, sans doute {usage} avec {groupe}.
    {intention} ; {le} {usage}, {proche} en rêve déjà.
    {intention}, {usage} cette fois, pour {evenement}.
    {intention} : {le} {usage}, {reaction}.`),
};

export const LUKEWARM: Lexicon = {
  court: lines(`Correct sans plus.
    Pas mal.
    Moyen.
    Ça passe.
    Mitigé.
    Bon mais cher.
    Ni bon ni mauvais.
    À voir sur la durée.
    J'attendais mieux.
    Honnête, sans surprise.
    Goût un peu discret.
    Livraison un peu longue.
    Emballage à revoir.
    Bof.
    Pourquoi pas.
    Déjà goûté mieux.
    Dommage pour le prix.
    Je réessaierai peut-être.`),
  qualite: lines(`@correct
    @quelconque
    @discret
    @honnête
    @inégal
    @passable
    @banal
    @timide
    @sage
    @irrégulier
    @simple
    @acceptable`),
  reaction: lines(`{proche} a aimé, moi moins
    {groupe} étaient partagés
    il en reste la moitié au placard
    {proche} n'a pas fait de commentaire
    {groupe} ont fini sans enthousiasme
    nous en attendions davantage
    {proche} préfère {celui} de {region}
    je n'ai pas trouvé la différence
    cela n'a pas marqué {groupe}
    {proche} en a repris, {groupe} non
    j'ai dû relever avec un peu de poivre
    {groupe} ont surtout parlé du dessert
    il faudra que {proche} donne son avis
    je n'ai pas osé en servir à {groupe}`),
  finale: lines(`mais cela s'efface vite
    sans que ce soit désagréable
    avec un arrière-goût un peu sec
    mais il manque du relief
    et l'ensemble reste plat
    avec un peu trop de sel à mon goût
    mais la fin est courte
    sans vraie surprise
    mais cela manque de tenue
    et on l'oublie dès le {jour}
    et {proche} l'a noté aussi
    mais le parfum reste en retrait
    sans rien qui accroche
    avec une texture qui change d'un jour à l'autre
    mais cela se mange`),
  comparaison: lines(`ni mieux ni pire que {lieu}
    un peu en dessous de {celui} de {proche}
    moins @marqué qu'en {region}
    @comparable à ce que je prends {lieu}
    pas au niveau de ma commande d'avant {fete}
    dans la moyenne de ce que vend {proche}
    à peine mieux que {lieu}
    plus @cher et pas plus @franc que {celui} de {proche}
    loin du souvenir que j'avais de {region}`),
  service: lines(`répond, mais au bout de {2-6} jours
    n'avait pas prévenu du retard
    a fini par corriger l'étiquette
    est aimable, sans plus
    propose un échange que je n'ai pas tenté
    ne précise pas la date de récolte
    a oublié la facture de {proche}
    n'a pas su me dire l'origine exacte
    a livré {proche} à ma place
    promet mieux pour {fete}
    reste difficile à joindre le {jour}
    renvoie vers une page de conseils`),
  intention: lines(`Je verrai {futur}
    J'hésite à en reprendre {futur}
    Peut-être une autre variété {futur}
    On comparera avec {celui} de {proche} {futur}
    Pas sûr d'en reprendre pour {groupe}
    Je garde le reste pour {evenement}
    J'attendrai une promotion {futur}
    Je demanderai conseil à {proche} {futur}`),
  emballage: lines(`sans excès, avec {calage}
    un peu écrasé malgré {calage}
    correct, mais {calage} en désordre
    avec une étiquette à moitié décollée
    dans un carton trop grand rempli par {calage}`),
  jugementPrix: lines(`c'est un peu cher
    je trouve cela limite
    on peut discuter
    cela se défend à peine
    {proche} paie moins
    on sent passer la note
    j'hésiterais à remettre cette somme
    c'est dans la moyenne haute`),
  effet: lines(`laisse perplexe
    n'aide pas
    ne change rien
    fait hésiter
    mériterait mieux
    étonne`),
  suiteColis: lines(`{defaut}
    {contenant} avait pris un coup
    {contenant} collait un peu
    {proche} a dû signer à ma place
    il a fallu attendre {jour}
    le bon de livraison manquait`),
  phraseSuite: lines(`{intention}, peut-être {usage}, car {reaction}.
    {intention} : {le} {usage}, {reaction}.
    {intention} ; {usage}, {le} <manque|manquent> de relief, {finale}, et {reaction}.`),
};

export const DISAPPOINTED: Lexicon = {
  court: lines(`Déçue.
    Pas terrible.
    Aucun goût.
    À éviter.
    Trop cher pour ce que c'est.
    Je ne rachèterai pas.
    Reçu abîmé.
    Mauvaise surprise.
    Produit périmé à l'arrivée.
    Très décevant.
    Service client absent.
    Vraiment pas bon.
    J'ai tout jeté.
    Erreur dans la commande.
    Rien à voir avec la photo.
    Dommage.
    Livraison catastrophique.
    On s'est fait avoir.`),
  qualite: lines(`@fade
    @acide
    @amer
    @décevant
    @médiocre
    @aqueux
    @rance
    @écœurant
    @pâteux
    @dur
    @sec
    @immangeable`),
  reaction: lines(`{proche} a laissé son assiette
    {groupe} ont fait la grimace
    nous avons fini par le donner aux poules
    {proche} m'a demandé où j'avais trouvé cela
    {groupe} n'y ont pas touché
    il a fallu improviser autre chose
    j'ai tout composté le {jour}
    j'ai eu honte devant {groupe}
    {proche} a cru à une erreur d'étiquette
    même le chien de {proche} a boudé
    {groupe} ont réclamé autre chose
    {proche} a sorti un paquet de chips
    j'ai prévenu {groupe} de ne pas y goûter`),
  finale: lines(`avec un arrière-goût de carton
    et une odeur de renfermé
    ce qui gâche tout
    avec une acidité qui brûle
    sans aucun parfum
    et cela colle au palais
    avec une amertume pénible
    comme un fond de placard oublié depuis {2-9} ans
    au point de ne pas finir
    et {proche} a eu mal au ventre
    avec une odeur de {jour} de lessive
    sans rien de la recette promise
    et le lendemain c'était pire
    ce que {groupe} ont confirmé`),
  comparaison: lines(`loin derrière ce qu'on trouve {lieu}
    pire que le premier prix {lieu}
    sans rapport avec ma commande d'avant {fete}
    sans rapport avec {celui} de {region}
    moins @bon que {celui} de {proche}, pourtant débutant
    en dessous de tout ce que j'ai goûté depuis {2-9} ans
    moins @franc qu'un produit industriel pris {lieu}
    indigne de ce que {proche} rapportait de {region}`),
  service: lines(`n'a jamais répondu à mes {2-6} messages
    renvoie la faute au transporteur
    m'a proposé un bon d'achat de {2-9} euros
    refuse l'échange depuis {2-5} semaines
    a encaissé sans prévenir de la rupture
    s'est trompé deux fois d'adresse
    ne décroche pas depuis le {jour}
    a fini par s'excuser, {5-30} jours trop tard
    m'a raccroché au nez le {jour}
    prétend que {proche} a mal conservé le reste
    a livré chez {proche} sans prévenir
    demande des photos, puis plus rien
    a perdu la commande de {proche} aussi`),
  intention: lines(`Je m'en passerai {futur}
    Je retourne m'approvisionner {lieu}
    J'attends un remboursement {futur}
    J'irai voir ailleurs {futur}
    Je déconseille l'achat pour {evenement}
    Plus jamais pour {groupe}
    Je préviens {groupe} de ne rien prendre {futur}
    Je préfère me passer du tout {futur}
    J'ai déjà trouvé mieux {lieu}`),
  emballage: lines(`ouvert et mal refermé, {calage} en vrac
    fendu, {calage} trempé
    jeté dans un carton sans {calage}
    avec du verre brisé malgré {calage}
    écrasé, {calage} ou pas
    tiède alors que {calage} devait protéger du chaud`),
  jugementPrix: lines(`c'est du vol
    cela fait cher la déception
    je regrette la dépense
    {proche} m'avait prévenu
    autant jeter l'argent
    c'est beaucoup trop
    on attend autre chose`),
  effet: lines(`agace
    n'arrange rien
    décourage
    met en colère
    fait fuir
    en dit long`),
  suiteColis: lines(`{defaut}
    {contenant} était en morceaux
    {proche} a refusé de le prendre
    tout sentait le moisi
    il a fallu nettoyer avant {evenement}
    {contenant} avait fui partout
    personne n'a répondu le {jour}`),
  phraseSuite: lines(`{intention} : {le} {usage}, {reaction}.
    {intention}, car {usage}, {reaction}.
    {intention} ; {le} {usage}, c'était {qualite}, {finale}.`),
};
