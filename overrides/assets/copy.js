// Copies a feed's address. Without this script the buttons stay hidden and the addresses are there.

const status = document.querySelector(".copied");

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http, as on a local network: the older way, through a field of our own.
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copy");
}

// What is heard begins with what is seen (WCAG 2.5.3).
function name(button, word) {
  button.textContent = word;
  button.ariaLabel = button.dataset.label.replace(/^.*?(?=\s:)/, (before) => (word === "Copier" ? before : word));
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.dataset.label = button.ariaLabel;
  button.addEventListener("click", async () => {
    const done = await copy(button.dataset.copy).then(
      () => true,
      () => false,
    );
    status.textContent = done
      ? `Adresse copiée : ${button.dataset.copy}`
      : "La copie a échoué : sélectionnez l’adresse et copiez-la.";
    // The message may be out of sight; the button is not.
    name(button, done ? "Copié" : "Échec");
    setTimeout(() => name(button, "Copier"), 3000);
    button.focus();
  });
}
