// What Material's script would do isn't offered where it hasn't come, though scripts run.
if (!globalThis.document$) {
  document.documentElement.classList.replace("js", "no-js");
}

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
  // Otherwise Firefox would open again what was open when a page was left. HTML has no such attribute for boxes.
  toggle.autocomplete = "off";
}

// Whoever reads by keyboard must get at the end of a wide table, which Material puts into a box that scrolls, and of a
// long line of code.
function reach() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
    if (box.scrollWidth <= box.clientWidth) {
      box.removeAttribute("tabindex");
    } else if (box.tabIndex !== 0) {
      box.tabIndex = 0;
    }
  }
}
addEventListener("load", reach);
addEventListener("resize", reach);
// On a screen to touch Material takes it from code again, but there may be a keyboard, too.
const taken = new MutationObserver(reach);
for (const code of document.querySelectorAll(".md-typeset pre > code")) {
  taken.observe(code, { attributeFilter: ["tabindex"] });
}

// A piece of an address as it is read; what nobody could have encoded so stays as it is.
function decoded(piece) {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

// What the anchor in the address stands for, if anything.
function named() {
  return document.getElementById(decoded(location.hash.slice(1)));
}

// Ids are the same in all languages: who switches stays at the record, and keeps what is filtered.
for (const link of document.querySelectorAll(".lb-languages__link:not(.lb-languages__link--absent)")) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash = here();
  });
}

// Which heading the reader is at: the one that the address names, if it is in view, else the last one above the middle.
function here() {
  const isSeen = (box) => box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const target = named();
  if (!scrollY || (target && isSeen(target.getBoundingClientRect()))) {
    return location.hash;
  }
  const headings = [...document.querySelectorAll(".md-content :is(h2, h3)[id]")];
  const above = headings.filter((each) => {
    const box = each.getBoundingClientRect();
    return box.height > 0 && box.top < innerHeight / 2;
  });
  return above.length ? `#${above.at(-1).id}` : "";
}

// A link to what is folded up unfolds it, in browsers that don't do so themselves as well. Whoever comes back, and had
// read on, stays there.
function unfold() {
  const target = named();
  const box = target?.closest("details:not([open])");
  if (box) {
    box.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", unfold);
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  unfold();
}

// On paper nothing is folded up, which styles see to in newer browsers.
if (!CSS.supports("selector(::details-content)")) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".md-content details:not([open])")];
    folded.forEach((box) => { box.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((box) => { box.open = false; }));
}

// What is far from the window wasn't laid out when the page came. It is now, a few at a time, whenever nothing else is to
// do: before that, screen readers hear nothing of it, and bars to scroll by can only guess.
const root = document.documentElement;
const soon = globalThis.requestIdleCallback ?? setTimeout;
const AT_A_TIME = 2;
addEventListener("load", () => {
  const waiting = [...document.querySelectorAll(".lb-arriving :is(.lb-record, .lb-sources > li)")];
  soon(function arrive() {
    waiting.splice(0, AT_A_TIME).forEach((each) => each.classList.add("lb-arrived"));
    if (waiting.length) {
      requestAnimationFrame(() => soon(arrive));
    }
  });
});

// Who jumps within the page comes to the right place only if the lengths of all that lies between are known.
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href*='#']") && !event.defaultPrevented) {
    root.classList.remove("lb-arriving");
  }
});

// The error page offers to search for the words of the address at which there is nothing.
const wanted = location.pathname.split("/").filter(Boolean).at(-1)?.replace(/\.html?$/, "");
for (const link of document.querySelectorAll("[data-search-for]")) {
  const words = decoded(wanted ?? "").replace(/[-_+.]+/g, " ").trim();
  if (words && words !== "404") {
    link.textContent = link.dataset.searchFor.replace("{words}", () => words);
    link.search = new URLSearchParams({ q: words });
    link.parentElement.hidden = false;
  }
}

// The list of languages closes as menus do: by Escape, and when the reader goes on elsewhere.
for (const list of document.querySelectorAll(".lb-languages--several")) {
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.open) {
      list.open = false;
      list.querySelector("summary").focus();
    }
  });
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !list.contains(event.relatedTarget)) {
      list.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target)) {
      list.open = false;
    }
  });
}
