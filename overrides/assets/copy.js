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

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(button.dataset.copy);
      status.textContent = `Adresse copiée : ${button.dataset.copy}`;
      button.textContent = "Copié";
      setTimeout(() => (button.textContent = "Copier"), 3000);
    } catch {
      status.textContent = "La copie n’a pas marché : sélectionnez l’adresse et copiez-la.";
    }
    button.focus();
  });
}
