// Copies what a button holds: a feed's address, questions. Without this script the buttons stay hidden.

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

function makeCopier(button) {
  const { copy: text, copied } = button.dataset;
  const { textContent: before, ariaLabel: label } = button;
  // What is heard begins with what is seen (WCAG 2.5.3).
  const name = (word) => {
    button.textContent = word;
    if (label) button.ariaLabel = label.replace(/^.*?(?=\s:)/, (said) => (word === before ? said : word));
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(text).then(
      () => true,
      () => false,
    );
    const failed = `sélectionnez ${copied ? "les questions et copiez-les" : "l’adresse et copiez-la"}.`;
    status.textContent = done ? (copied ?? `Adresse copiée : ${text}`) : `La copie a échoué : ${failed}`;
    // The message may be out of sight; the button is not.
    name(done ? "Copié" : "Échec");
    setTimeout(() => name(before), 3000);
    button.focus();
  });
}

for (const button of document.querySelectorAll("button[data-copy]")) makeCopier(button);
