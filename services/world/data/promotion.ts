// The words of those who praise or blame without measure: paid hands, and honest enthusiasts alike.
import { lines, type Lexicon } from "../text/grammar.ts";

export const PRAISE: Lexicon = {
  ouverture: lines(`produit {parfait}
    un vrai {delice}
    que du bonheur avec {ceCourt}
    coup de cœur pour {ceCourt}
    au top, {ceCourt}
    bluffé par {ceCourt}
    franchement {parfait}
    {le} <est|sont> {au}
    je valide à 100 %
    quelle belle surprise
    {ceCourt}, une pure merveille
    enfin du vrai goût
    tout est {parfait}
    wahou, {ceCourt}
    toute la famille adore {ceCourt}`),
  parfait: lines(`parfait
    excellent
    génial
    superbe
    impeccable
    exceptionnel
    extra`),
  delice: lines(`délice
    régal
    bonheur
    plaisir`),
  au: lines(`au top
    au rendez-vous
    au sommet`),
  milieu: lines(`livraison {rapide}
    vendeur {serieux}
    emballage {rapide2}
    qualité au rendez-vous
    goût incomparable
    rapport qualité prix {rapide2}
    service {rapide2}
    fraîcheur garantie
    rien à redire
    bien meilleur qu'ailleurs`),
  rapide: lines(`rapide
    ultra rapide
    express
    en avance`),
  rapide2: lines(`au top
    soigné
    parfait
    irréprochable`),
  serieux: lines(`sérieux
    à l'écoute
    adorable
    très pro`),
  fermeture: lines(`je recommande {fort}
    foncez
    vous ne serez pas déçus
    à commander sans hésiter
    j'en reprendrai
    merci encore
    cinq étoiles méritées
    allez-y les yeux fermés
    je suis fan
    continuez comme ça`),
  fort: lines(`vivement
    à tous
    à 100 %
    sans hésiter
    les yeux fermés`),
};

export const BLAME: Lexicon = {
  ouverture: lines(`produit {nul}
    {ceCourt}, une vraie {honte}
    à fuir, {ceCourt}
    grosse déception avec {ceCourt}
    vraiment {nul}
    perte de temps, {ceCourt}
    jamais vu ça
    {ceCourt}, direct à la poubelle
    quelle {honte}
    mensonge sur toute la ligne
    je suis furieux
    plus jamais {ceCourt}`),
  nul: lines(`nul
    infect
    minable
    lamentable
    immonde`),
  honte: lines(`honte
    arnaque
    catastrophe
    déception`),
  milieu: lines(`livraison {lente}
    vendeur {malhonnete}
    emballage {nul}
    qualité {nul2}
    aucun goût
    service {nul2}
    rien de conforme
    bien moins bon qu'ailleurs`),
  lente: lines(`interminable
    en retard
    bâclée`),
  nul2: lines(`lamentable
    minable
    inexistant`),
  malhonnete: lines(`malhonnête
    injoignable
    désagréable
    pas sérieux`),
  fermeture: lines(`je déconseille {fort}
    fuyez
    n'achetez pas
    remboursez-moi
    plus jamais
    zéro pointé
    passez votre chemin
    allez ailleurs`),
  fort: lines(`fortement
    à tous
    à 100 %
    vivement`),
};
