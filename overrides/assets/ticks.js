// Remembers on the reader's own device which boxes are ticked. Without this script they tick as well.

const key = `cases:${location.pathname}`;
const boxes = [...document.querySelectorAll(".task-list-item input")];
// It is said aloud when it shows, in a place that is there from the start.
const note = document.querySelector(".ticks");
const said = note.querySelectorAll("p");

function say(hidden) {
  for (const part of said) part.hidden = hidden;
}

// A box is known by its words: it keeps its tick when others come before it.
const wordsOf = (box) => box.closest("li").textContent.trim();

function remembered() {
  return JSON.parse(localStorage.getItem(key) ?? "[]");
}

function remember() {
  const ticked = boxes.filter((box) => box.checked).map(wordsOf);
  if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
  else localStorage.removeItem(key);
  say(!ticked.length);
}

// Where nothing may be kept, asking throws: boxes are then as they are without this script.
try {
  boxes.at(-1).closest("ul, ol").after(note);
  const ticked = remembered();
  for (const box of boxes) {
    box.checked ||= ticked.includes(wordsOf(box));
    box.addEventListener("change", remember);
  }
  say(!ticked.length);
  note.querySelector("button").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    remember();
    boxes[0].focus();
  });
} catch {
  note.remove();
}
