// Opens the search: loads it when a reader goes to the field, by a click, by « / » or by Ctrl-K.
// A plain script, not a module: it also runs from a file, where modules do not, and says why.

(() => {
  const form = document.querySelector("form[data-search]");
  const program = new URL("search.js", document.currentScript.src).href;
  const field = form.elements.q;
  const isFile = location.protocol === "file:";
  let opened;

  const say = (text) => (form.querySelector(".search-trouble").textContent = text);

  function open() {
    if (isFile) {
      say("Vous lisez une copie du site enregistrée sur votre appareil : les navigateurs n'y laissent pas chercher. La recherche marche sur le site en ligne.");
      return;
    }
    opened ??= import(program)
      .then((search) => search.start(form))
      .catch(() => {
        opened = undefined;
        say("La recherche n'a pas pu se charger. Vérifiez votre connexion, puis recommencez.");
      });
  }

  function isTyping({ target }) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  form.addEventListener("focusin", ({ relatedTarget }) => {
    // Where the focus goes back to when the reader leaves with Escape.
    if (!form.contains(relatedTarget)) form.cameFrom = relatedTarget;
    open();
  });
  form.addEventListener("submit", (event) => isFile && event.preventDefault());

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (event.defaultPrevented || !((slash && !isTyping(event)) || control)) return;
    event.preventDefault();
    // On a phone, the field is on a page of its own.
    if (!field.checkVisibility()) location.href = form.action;
    field.focus();
    field.select();
  });

  if (form.dataset.search === "page") open();
})();
