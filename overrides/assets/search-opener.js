// The script of every page. Opens the search: a click on the field or Ctrl-K load it; all that a page has of
// the search. And closes the meaning of a word that keys leave: it would hide what they reach.
// Not a module: it runs from a file too, where modules do not, and says why.

(() => {
  const form = document.querySelector("form[data-search]");
  const program = new URL("search.js", document.currentScript.src);
  const field = form.elements.q;
  const isFile = location.protocol === "file:";
  let opened;

  const say = (text) => (form.querySelector(".search-trouble").textContent = text);

  function open() {
    if (opened) return;
    if (isFile) {
      opened = true;
      say("Dans cette copie du site, les navigateurs ne laissent pas chercher. La recherche marche en ligne.");
      return;
    }
    opened = import(program)
      .then((search) => search.start(form))
      .catch(() => {
        // Some browsers never ask again for an address that failed.
        program.search = Date.now();
        opened = false;
        say("La recherche n’a pas pu se charger. Vérifiez votre connexion.");
      });
  }

  form.addEventListener("focusin", ({ relatedTarget }) => {
    // Where the focus goes back to when the reader leaves with Escape.
    if (!form.contains(relatedTarget)) form.cameFrom = relatedTarget;
    open();
  });
  form.addEventListener("input", open);
  form.addEventListener("submit", (event) => isFile && event.preventDefault());

  document.addEventListener("keydown", (event) => {
    // No letter alone: whoever speaks to the device would press it (WCAG 2.1.4).
    const isControl = event.ctrlKey || event.metaKey;
    if (event.altKey || !isControl || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    // A phone has the field on a page of its own.
    if (!field.checkVisibility()) location.href = form.action;
    field.focus();
    field.select();
  });

  document.addEventListener("focusin", ({ target }) => {
    const meaning = form.hidePopover && document.querySelector(":popover-open");
    const belongs = meaning && target.closest(`:popover-open, [popovertarget="${meaning.id}"]`);
    if (meaning && !belongs) meaning.hidePopover();
  });

  if (form.dataset.search === "page") open();
})();
