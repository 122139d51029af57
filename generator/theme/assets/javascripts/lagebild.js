// Material opens navigation and search by labels of hidden check boxes, which only a pointer can reach.
// With this, each of them holds a button that says whether it has opened something.
for (const label of document.querySelectorAll(".md-header__button[for=__drawer], .md-header__button[for=__search]")) {
  const toggle = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", label.title);
  button.append(...label.childNodes);
  label.append(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  toggle.addEventListener("change", tell);
  button.addEventListener("click", () => toggle.click());
  tell();
}

// Whoever reads by keyboard must get at the end of a wide table; Material puts it into a box that scrolls.
function reach() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  }
}
addEventListener("load", reach);
addEventListener("resize", reach);

// Ids are the same in all languages: who switches stays at the record, and keeps what is filtered.
for (const link of document.querySelectorAll(".lb-languages__link:not(.lb-languages__link--absent)")) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = location.hash;
  });
}
