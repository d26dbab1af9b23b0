// Remembers on the reader's own device which boxes are ticked. Without this script they tick as well.

const key = `cases:${location.pathname}`;
const boxes = [...document.querySelectorAll(".task-list-item input")];
const note = document.querySelector(".ticks");
const status = note.querySelector("[role=status]");

// A box is known by its words: it keeps its tick when others come before it.
const wordsOf = (box) => box.closest("li").textContent.trim();

function remembered() {
  return new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
}

function remember() {
  const ticked = boxes.filter((box) => box.checked);
  if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked.map(wordsOf)));
  else localStorage.removeItem(key);
  tell(ticked[0]);
}

// Under the list in which one begins to tick. It is said aloud: only what changes once it is there is heard.
function tell(box) {
  if (box && note.hidden) box.closest("ul, ol").after(note);
  note.hidden = !box;
  setTimeout(() => (status.textContent = box ? status.dataset.said : ""), 100);
}

// Where nothing may be kept, asking throws: boxes are then as they are without this script.
try {
  const ticked = remembered();
  for (const box of boxes) {
    box.checked ||= ticked.has(wordsOf(box));
    box.addEventListener("change", remember);
  }
  tell(boxes.find((box) => box.checked));
  note.querySelector("button").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    remember();
    boxes[0].focus();
  });
} catch {
  note.remove();
}
