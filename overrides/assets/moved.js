// Leads on whoever asks for a passage that the page of propositions held once, by its name: how pages are written, and
// what each message of the gate means, have pages of their own.

const WRITING = new Set(
  (
    "dans-le-navigateur ce-que-contient-une-visite ce-que-contient-un-conseil ce-que-contient-un-guide " +
    "len-tete-dune-page les-mots-de-la-recherche les-deux-points-dans-un-titre un-exemple-de-visite " +
    "un-exemple-de-conseil un-exemple-de-guide les-regles-decriture"
  ).split(" "),
);

const asked = location.hash.slice(1);
if (asked && !document.getElementById(asked))
  location.replace(`${WRITING.has(asked) ? "ecrire" : "messages"}/#${asked}`);
