"""Every kind of mistake that the gate names: its stable code, what it means, what to do.

The page « Contribuer » lists them, and each message leads there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Page that explains the codes, from the site's root.
EXPLANATIONS = "contribuer/"


class Explanation(NamedTuple):
    """What a code means, and what to do, in plain French."""

    meaning: str
    remedy: str


def explanation_address(code: str, site_url: str = "") -> str:
    """Where a code is explained: `https://…/contribuer/#cle-manquante`."""
    return f"{site_url}{EXPLANATIONS}#{code}"


_HEADER: Mapping[str, Explanation] = {
    "en-tete-absent": Explanation(
        "La page ne commence pas par un en-tête.",
        "Recopier l'en-tête d'une page du même genre, entre deux lignes de trois tirets.",
    ),
    "premiere-ligne-avalee": Explanation(
        "Sans en-tête, une première ligne comme « Attention: » serait prise pour un réglage.",
        "Mettre un en-tête avant cette ligne.",
    ),
    "en-tete-non-ferme": Explanation(
        "La seconde ligne de trois tirets manque, ou termine le fichier.",
        "L'ajouter après la dernière information, et aller à la ligne.",
    ),
    "en-tete-trop-long": Explanation(
        "L'en-tête contient plus que des informations sur la page.",
        "Déplacer le texte après la seconde ligne de trois tirets.",
    ),
    "en-tete-trop-complexe": Explanation(
        "L'en-tête contient des renvois (« & », « * ») ou des listes l'une dans l'autre.",
        "S'en tenir à des lignes « clé: valeur » et à des listes simples.",
    ),
    "en-tete-illisible": Explanation(
        "Une ligne n'a pas la forme « clé: valeur ».",
        "Comparer avec l'exemple, ligne par ligne : deux-points, espaces, alignement.",
    ),
    "caractere-invisible": Explanation(
        "Un caractère invisible s'est glissé dans la ligne, souvent par un copier-coller.",
        "Effacer la ligne et la taper de nouveau.",
    ),
    "deux-points-sans-guillemets": Explanation(
        "La valeur contient deux-points suivis d'une espace.",
        "Mettre toute la valeur entre guillemets droits.",
    ),
    "diese-sans-guillemets": Explanation(
        "La valeur contient un dièse, et ce qui le suit serait oublié.",
        "Mettre toute la valeur entre guillemets droits.",
    ),
    "guillemets": Explanation(
        "Un guillemet ouvre et aucun ne ferme, ou l'inverse.",
        "Entourer la valeur de deux guillemets droits ; à l'intérieur, préférer « et ».",
    ),
    "tabulation": Explanation("La ligne contient une tabulation.", "La remplacer par des espaces."),
    "cle-en-double": Explanation("La même clé est écrite deux fois.", "N'en garder qu'une."),
    "cle-inconnue": Explanation(
        "La clé n'existe pas, souvent à cause d'une faute de frappe.",
        "Corriger son nom d'après la liste de cette page.",
    ),
    "cle-manquante": Explanation("Une clé obligatoire manque.", "L'ajouter dans l'en-tête."),
    "valeur-vide": Explanation(
        "La clé n'a pas de valeur.", "La compléter, ou retirer une ligne facultative."
    ),
    "valeur-attendue": Explanation(
        "La clé attend un texte, et a reçu une liste.", "Écrire le texte sur la même ligne."
    ),
    "liste-attendue": Explanation(
        "La clé attend une liste, même pour un seul élément.", "Écrire par exemple « [emploi] »."
    ),
    "liste-vide": Explanation("La liste n'a aucun élément.", "En mettre au moins un."),
    "liste-trop-longue": Explanation("La liste a trop d'éléments.", "Garder les plus utiles."),
    "element-en-double": Explanation("Un élément est écrit deux fois.", "Le garder une fois."),
    "nombre-attendu": Explanation("La clé attend un nombre entier.", "Écrire 1, 2, 3…"),
    "texte-trop-court": Explanation("Le texte ne dit pas assez.", "Le compléter."),
    "texte-trop-long": Explanation("Le texte serait coupé dans les listes.", "Le raccourcir."),
    "adresse-invalide": Explanation(
        "L'adresse n'est pas complète.", "La copier depuis le navigateur, avec https://."
    ),
    "date-invalide": Explanation(
        "La date n'est pas de la forme attendue, ou n'existe pas dans le calendrier.",
        "Écrire l'année, le mois, le jour : 2026-03-14.",
    ),
    "date-a-venir": Explanation(
        "La date de publication n'est pas encore là.", "Mettre la date du jour."
    ),
    "date-trop-ancienne": Explanation(
        "La date de publication est antérieure au carnet.",
        "Mettre la date du jour ; celle de la visite va dans « visite_le ».",
    ),
    "lieu-manquant": Explanation(
        "Une visite annoncée doit dire où elle a lieu.",
        "Ajouter « lieu » avec la commune.",
    ),
    "titre-en-capitales": Explanation(
        "Un titre en capitales se lit mal et s'épelle à voix haute.", "L'écrire en minuscules."
    ),
    "identifiant-invalide": Explanation(
        "Un identifiant ne contient que des minuscules sans accent, des chiffres, des tirets.",
        "Le corriger d'après l'exemple.",
    ),
    "identifiant-en-double": Explanation(
        "Deux pages ont le même identifiant permanent.", "En changer un, ou le retirer."
    ),
    "theme-inconnu": Explanation(
        "Le thème n'est pas dans docs/themes.yml.", "En choisir un dans la liste."
    ),
    "theme-sans-page": Explanation(
        "Aucune page ne porte ce thème (simple avertissement).", "L'employer, ou le retirer."
    ),
    "visite-inconnue": Explanation(
        "La visite citée n'existe pas.", "Écrire le nom de son fichier, sans « .md »."
    ),
    "adresse-deja-prise": Explanation(
        "Une ancienne adresse est celle d'une autre page.", "La retirer d'une des deux pages."
    ),
    "gabarit-inconnu": Explanation(
        "La mise en forme demandée par « template » n'existe pas.", "Retirer la ligne."
    ),
    "valeur-invalide": Explanation(
        "La valeur n'a pas la forme attendue.", "Voir l'exemple de cette page."
    ),
}

_FILES: Mapping[str, Explanation] = {
    "nom-de-fichier": Explanation(
        "Le nom du fichier devient une adresse.",
        "Le renommer : minuscules sans accent, chiffres et tirets.",
    ),
    "page-mal-rangee": Explanation(
        "La page n'est pas dans un dossier connu.",
        "La déplacer dans docs/visites/ ou docs/conseils/.",
    ),
    "fichier-inattendu": Explanation(
        "Le fichier n'est ni une page ni une image.", "Le retirer, ou le convertir."
    ),
    "page-hors-menu": Explanation(
        "La page n'est ni une visite, ni un conseil, ni une page du menu.",
        "La déplacer, ou demander à qui s'occupe du site de l'ajouter.",
    ),
    "fichier-manquant": Explanation(
        "Un fichier dont le site a besoin n'est plus là.", "Le remettre à sa place."
    ),
    "fichier-vide": Explanation("Le fichier est vide.", "Y écrire la page, ou le retirer."),
    "fichier-illisible": Explanation("Le fichier ne s'ouvre pas.", "Le déposer de nouveau."),
    "dossier-nomme-md": Explanation(
        "Un dossier porte un nom de page.", "Retirer « .md » de son nom."
    ),
    "lien-symbolique": Explanation(
        "Le fichier est un raccourci qui ne mène nulle part, ou hors du carnet.",
        "Mettre le fichier lui-même à sa place.",
    ),
    "pas-utf-8": Explanation(
        "Les accents du fichier ne sont pas lisibles.", "L'enregistrer en UTF-8."
    ),
    "caractere-nul": Explanation(
        "Le fichier contient un caractère qui n'est pas du texte.",
        "Recopier le texte dans un fichier neuf.",
    ),
    "marque-d-ordre": Explanation(
        "Le fichier commence par une marque invisible (simple avertissement).",
        "Rien ne presse : l'enregistrer en « UTF-8 », sans « BOM ».",
    ),
    "fins-de-ligne": Explanation(
        "Les fins de ligne sont celles de Windows (simple avertissement).",
        "Rien ne presse : choisir « LF » dans l'éditeur.",
    ),
    "page-trop-lourde": Explanation(
        "La page pèse plus qu'un texte.", "Mettre les images dans leurs propres fichiers."
    ),
}

_BODY: Mapping[str, Explanation] = {
    "page-sans-texte": Explanation(
        "L'en-tête est là, mais rien ne le suit.", "Écrire la page sous l'en-tête."
    ),
    "conseil-long": Explanation(
        "Imprimé, le conseil prendrait plus d'une feuille (simple avertissement).",
        "Le raccourcir, ou en faire deux.",
    ),
    "second-titre": Explanation(
        "Le titre de la page est dans l'en-tête ; le texte n'en a pas d'autre.",
        "Commencer les titres du texte par deux dièses.",
    ),
    "niveau-saute": Explanation(
        "Un titre saute un niveau, et l'on croit avoir manqué une partie.",
        "Ajouter un dièse à la fois.",
    ),
    "titre-vide": Explanation("Un titre ne contient aucun mot.", "L'écrire, ou le retirer."),
    "page-introuvable": Explanation(
        "Le lien mène à une page qui n'existe pas.",
        "Écrire le chemin du fichier depuis cette page, comme ../visites/atao.md.",
    ),
    "ancre-introuvable": Explanation(
        "La page existe, mais pas le titre visé après « # ».", "Corriger ou retirer cette fin."
    ),
    "lien-vers-notre-site": Explanation(
        "Un lien complet vers ce site se casse s'il déménage.", "Écrire le chemin du fichier."
    ),
    "lien-sans-adresse": Explanation("Le lien est vide.", "Écrire où il mène, ou le retirer."),
    "lien-sans-texte": Explanation("Le lien n'a pas de texte.", "Dire où il mène."),
    "lien-vague": Explanation("Seul, « ici » ne dit rien.", "Nommer la page où il mène."),
    "lien-non-chiffre": Explanation(
        "L'adresse commence par http:// (simple avertissement).",
        "Essayer avec https:// ; si le site ne répond pas, garder http://.",
    ),
    "adresse-refusee": Explanation(
        "L'adresse n'est ni une page du web, ni un courriel, ni un téléphone.",
        "La commencer par https://, ou par mailto: pour un courriel.",
    ),
    "image-sans-texte": Explanation(
        "L'image n'est pas décrite pour qui ne la voit pas.",
        "La décrire entre les crochets, ou dans « image_alt ».",
    ),
    "texte-sans-image": Explanation(
        "« image_alt » décrit une image absente.", "Ajouter « image », ou retirer la ligne."
    ),
    "image-introuvable": Explanation(
        "Le fichier de l'image n'est pas là.", "Vérifier son nom et son dossier."
    ),
    "image-trop-lourde": Explanation("L'image dépasse 400 ko.", "La réduire à 1 600 pixels."),
    "image-hebergee-ailleurs": Explanation(
        "L'image est sur un autre site.", "La déposer dans docs/images/."
    ),
    "photo-bavarde": Explanation(
        "La photo déposée dit où et quand elle a été prise (simple avertissement).",
        "Si cela gêne, l'exporter sans ces informations avant de la déposer.",
    ),
    "photo-a-convertir": Explanation(
        "L'image contient des informations que le site ne sait pas effacer.",
        "L'enregistrer de nouveau en .jpg ou en .png.",
    ),
    "html-refuse": Explanation(
        "Le texte contient une balise (« <…> ») ou un réglage qui n'est pas admis.",
        "L'écrire comme le message le propose, ou la montrer entre accents graves.",
    ),
    "balise-non-fermee": Explanation(
        "Une balise est ouverte et jamais fermée, ou l'inverse.", "Mettre les deux, ou aucune."
    ),
    "encadre-inconnu": Explanation(
        "L'encadré n'est pas d'un genre connu, ou son titre n'est pas entre guillemets.",
        'Écrire par exemple : !!! note "Titre".',
    ),
    "encadre-sans-titre": Explanation(
        "Sans titre, l'encadré porterait un nom anglais (simple avertissement).",
        'Écrire par exemple : !!! warning "Attention".',
    ),
    "encadre-vide": Explanation(
        "Le contenu de l'encadré n'est pas décalé.",
        "Commencer chacune de ses lignes par quatre espaces.",
    ),
    "tableau-cases-en-trop": Explanation(
        "Un rang du tableau a plus de cases que sa première ligne, et elles disparaîtraient.",
        "Ajouter une colonne à la première ligne, ou retirer un trait.",
    ),
    "tableau-casse": Explanation(
        "Ce qui ressemble à un tableau n'en est pas un : ses traits se liraient.",
        "Écrire, sous la première ligne, trois tirets par colonne : | --- | --- |.",
    ),
    "tableau-colle": Explanation(
        "Des colonnes collées d'un tableur se liraient d'un seul tenant (simple avertissement).",
        "Séparer les cases par des traits : | case | case |.",
    ),
    "liste-non-lue": Explanation(
        "La ligne commence par un signe qui ne fait pas une liste.",
        "Commencer par un tiret ou un numéro suivi d'un point, puis une espace.",
    ),
    "case-mal-ecrite": Explanation(
        "La case à cocher n'en serait pas une.", "Écrire : - [ ] Choisir une date."
    ),
    "numero-de-liste": Explanation(
        "Un nombre en début de ligne serait pris pour le numéro d'une liste, ou changerait.",
        "Pour un nombre, mettre une barre oblique inversée avant le point : 2025\\.",
    ),
    "signe-en-debut-de-ligne": Explanation(
        "« > » ou « + » en début de ligne serait pris pour une marque (simple avertissement).",
        "Pour le signe lui-même, mettre une barre oblique inversée devant lui : \\>.",
    ),
    "espace-insecable": Explanation(
        "Une espace insécable suit la marque d'une liste (simple avertissement).",
        "Taper une espace ordinaire.",
    ),
    "titre-sans-espace": Explanation(
        "Des dièses sans espace après eux ne font pas un titre.", "Écrire : ## Titre."
    ),
    "lien-mal-ecrit": Explanation(
        "Ce qui ressemble à un lien n'en est pas un : ses crochets se liraient.",
        "Écrire, sans espace entre les deux : [texte du lien](adresse).",
    ),
    "adresse-inutile": Explanation(
        "Une adresse est gardée pour un lien qui n'est pas là (simple avertissement).",
        "Écrire le lien lui-même : [texte du lien](adresse).",
    ),
    "adresse-en-double": Explanation(
        "Deux endroits de la page ont la même adresse entre accolades.", "En changer une."
    ),
    "marque-mal-ecrite": Explanation(
        "Des astérisques se liraient, ou disparaîtraient.",
        "Les coller aux mots : **mots** ; pour le signe lui-même, écrire \\*.",
    ),
    "marque-d-ailleurs": Explanation(
        "Une marque d'un autre outil serait lue telle quelle.",
        "Écrire ce que le message propose, ou retirer la marque.",
    ),
    "note-sans-texte": Explanation(
        "Une note de bas de page n'a pas de texte, ou rien ne l'appelle.",
        "Écrire [^1] dans le texte et, au début d'une ligne : [^1]: la note.",
    ),
    "reste-de-conversion": Explanation(
        "Des signes restent d'une conversion depuis un autre format (simple avertissement).",
        "Les retirer, comme le message le propose.",
    ),
    "remarque-publiee": Explanation(
        "Une remarque que l'on voulait cacher serait publiée, ou cacherait la suite.",
        "L'écrire sur une seule ligne, entre <!-- et -->, ou la retirer.",
    ),
    "texte-en-retrait": Explanation(
        "Quatre espaces en début de ligne font du code (simple avertissement).",
        "Les retirer ; dans un encadré ou une liste, en mettre autant qu'à la ligne du dessus.",
    ),
    "code-sans-fin": Explanation(
        "Un bloc de code est ouvert et jamais fermé (simple avertissement).",
        "Écrire à sa fin les mêmes signes qu'à son début.",
    ),
    "lignes-courtes": Explanation(
        "Des lignes courtes se suivraient sur une seule (simple avertissement).",
        "Écrire <br> à la fin de chacune.",
    ),
    "balise-seule": Explanation(
        "Après une balise seule sur sa ligne, les marques du texte ne sont pas lues.",
        "L'écrire sur la même ligne que le texte.",
    ),
    "et-d-autres": Explanation(
        "La page a trop de problèmes d'un même genre pour les dire tous.",
        "Corriger les premiers, puis vérifier de nouveau.",
    ),
    "a-completer": Explanation(
        "Il reste un « À COMPLÉTER » du modèle.", "Le remplacer, ou retirer une ligne facultative."
    ),
    "forme-abregee": Explanation(
        "Une forme abrégée se lit mal à voix haute (simple avertissement).",
        "Écrire les deux formes en entier, ou un mot qui convient à chaque personne.",
    ),
}

_SITE: Mapping[str, Explanation] = {
    "identite-incomplete": Explanation(
        "Le site ne dit pas tout de la personne ou de l'association qui le publie (simple "
        "avertissement).",
        "Compléter « extra » dans mkdocs.yml.",
    ),
    "absente-de-la-lettre": Explanation(
        "Une page n'a pas pu entrer dans la lettre d'information.",
        "Le signaler à qui s'occupe du site : rien n'est à corriger dans la page.",
    ),
}

GROUPS: Mapping[str, Mapping[str, Explanation]] = {
    "Dans l'en-tête": _HEADER,
    "Le fichier": _FILES,
    "Dans le texte": _BODY,
    "Dans le site lui-même": _SITE,
}

CODES: Mapping[str, Explanation] = {
    code: explanation for group in GROUPS.values() for code, explanation in group.items()
}
