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
