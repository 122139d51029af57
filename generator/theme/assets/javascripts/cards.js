// A click on a reference opens what it refers to below the line in which it stands, and another one closes it. Without
// this script the reference leads to the list of references or sources, and from there back.
const CARD = "s--card-";
let opened = 0;

// What a reference on this page refers to: an item of a list of references or sources.
function referred(link) {
  if (link.pathname !== location.pathname || link.search !== location.search) {
    return null;
  }
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return target?.matches(".lb-notes > li, .lb-sources > li") ? target : null;
}

function close(link, focus) {
  document.getElementById(link.getAttribute("aria-controls"))?.remove();
  link.removeAttribute("aria-controls");
  link.setAttribute("aria-expanded", "false");
  if (focus) {
    link.focus();
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

// Which records of the briefing cite a source, by what it does with them: their titles stand on the same page, its list
// has their anchors only, behind words such as “Facts: denies”.
function uses(item, title) {
  const found = element("div", "lb-card__uses", "");
  found.append(element("p", "lb-card__title", title));
  for (const part of item.querySelectorAll(".lb-back > span:has(> a[href^='#'])")) {
    found.append(element("p", "lb-stance", part.firstChild.data.trim()), document.createElement("ul"));
    for (const link of part.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) {
        const line = found.lastChild.appendChild(document.createElement("li"));
        const copy = heading.cloneNode(true);
        const eyebrow = copy.querySelector(".lb-eyebrow");
        const way = element("a", "", "");
        way.href = link.hash;
        line.append(...(eyebrow ? [eyebrow] : []), way);
        way.append(...copy.childNodes);
      }
    }
  }
  return found.querySelector("li") ? found : "";
}

function open(link, item) {
  const words = item.parentElement.dataset;
  const card = element("aside", "lb-card", "");
  card.id = CARD + ++opened;
  card.tabIndex = -1;
  card.setAttribute("aria-label", link.getAttribute("aria-label"));
  const copy = item.cloneNode(true);
  for (const part of copy.querySelectorAll(".lb-back")) {
    part.remove();
  }
  for (const part of copy.querySelectorAll("[id]")) {
    part.removeAttribute("id");
  }
  card.append(...copy.childNodes);
  // Several cards may be open at once: each has its number in its first line.
  (card.querySelector(".lb-eyebrow, .lb-source-title") ?? card).prepend(
    element("span", "lb-card__number", link.textContent),
  );
  if (words.uses) {
    card.append(uses(item, words.uses));
  }
  const foot = card.appendChild(element("p", "lb-card__foot", ""));
  const way = foot.appendChild(element("a", "", words.list));
  way.href = link.hash;
  const button = foot.appendChild(element("button", "lb-card__close", words.close));
  button.type = "button";
  button.addEventListener("click", () => close(link, true));
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close(link, true);
    }
  });
  // In a list or a box the card belongs to the item; behind a paragraph it stands between two of them.
  const place = link.closest(".lb-evidence__what, li, dd, td, .lb-card, p");
  if (place.matches("p")) {
    place.after(card);
  } else {
    place.append(card);
  }
  link.setAttribute("aria-expanded", "true");
  link.setAttribute("aria-controls", card.id);
  card.focus({ preventScroll: true });
  // It begins below the paragraph of its reference, which is in view; a long one is left there, if its beginning is seen.
  if (card.offsetHeight < innerHeight / 2) {
    card.scrollIntoView({ block: "nearest" });
  } else {
    scrollBy(0, Math.max(0, card.getBoundingClientRect().top - innerHeight / 2));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".lb-cite a, a.lb-number");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return;
  }
  if (link.hasAttribute("aria-controls")) {
    event.preventDefault();
    close(link, true);
    return;
  }
  const item = referred(link);
  if (item) {
    event.preventDefault();
    open(link, item);
  }
});

// Who listens to the page learns that a reference opens something.
for (const link of document.querySelectorAll(".lb-cite a, a.lb-number")) {
  if (referred(link)) {
    link.setAttribute("aria-expanded", "false");
  }
}
