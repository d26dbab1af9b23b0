// Opens what is folded around what an address leads to, and the words of the glossary at a desk. Style sheets show both
// without this script; ears would hear that they are folded, and nobody could fold them.

function unfold(which) {
  for (const part of document.querySelectorAll(which)) {
    part.open = true;
    part.classList.add("unfolded");
  }
}

const follow = () => unfold(".folded:has(:target)");
addEventListener("load", follow);
addEventListener("hashchange", follow);

const words = document.querySelector(".page--glossary .prose");
if (words && getComputedStyle(words).columnCount === "2") unfold(".folded");
