// Lists that can be filtered: a form, built with the page of what the list holds, and at each record what it has
// (`data-filter="status:disputed topic:sanctions"`). What is chosen stands in the address, so that it can be shared
// and that Back takes it back. A page has one such form at most. A list on several pages comes as a whole once somebody
// wants to filter it, or follows an address in which that is chosen.

const form = document.querySelector("form.lb-filter");
const FOLLOWING = Node.DOCUMENT_POSITION_FOLLOWING;
const whole = document.querySelector(".lb-whole");
if (form) {
  start(form);
} else if (whole) {
  offer(whole);
}

function offer(whole) {
  const button = whole.querySelector("button");
  whole.hidden = false;
  button.addEventListener("click", async () => (await load(whole, button))?.elements[0].focus());
  const wanted = new URLSearchParams(location.search);
  if (whole.dataset.names.split(" ").some((name) => wanted.has(name))) {
    load(whole, button);
  }
}

// Puts the list in the place of the links to its pages, and returns its form; nothing if it can't be had.
async function load(whole, button) {
  const status = whole.querySelector("[role=status]");
  button.disabled = true;
  status.textContent = whole.dataset.loading;
  try {
    const response = await fetch("whole.json");
    if (!response.ok) {
      throw new Error(`${response.url}: ${response.status}`);
    }
    const { html } = await response.json();
    const title = document.querySelector(".md-content h1");
    while (title.nextSibling) {
      title.nextSibling.remove();
    }
    title.insertAdjacentHTML("afterend", html);
    const form = document.querySelector("form.lb-filter");
    start(form);
    return form;
  } catch {
    button.disabled = false;
    status.textContent = whole.dataset.failed;
    return null;
  }
}

function start(form) {
  const controls = [...form.elements].filter((control) => control.name);
  const sort = form.elements.namedItem("sort");
  const status = form.querySelector("[role=status]");
  const fold = form.querySelector(".lb-filter__fold");
  const reset = form.querySelector(".lb-filter__reset");
  const items = [...document.querySelectorAll("[data-filter]")].map(itemOf);
  const parts = [...document.querySelectorAll("[data-part]")];
  const places = sort ? [items.map((item) => item.element), records(items)].map(placeOf) : [];
  let order = items;
  let last = null;
  // What the address asks for and nobody can choose here, in words.
  let unknown = [];

  form.hidden = false;
  read();
  apply();
  reveal();

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => change(target));
  form.addEventListener("focusout", () => { last = null; });
  reset.addEventListener("click", () => {
    controls.forEach((control) => { control.value = ""; });
    change(reset);
    controls[0].focus();
  });
  fold?.addEventListener("click", () => {
    fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true");
  });
  addEventListener("popstate", () => {
    read();
    apply();
  });
  addEventListener("hashchange", reveal);

  // What is done to one control until it is left is one step back: nobody wants to take back every letter.
  function change(control) {
    write(control === last ? "replaceState" : "pushState", form.dataset.at);
    last = control;
    unknown = [];
    apply();
  }

  // The address says what is chosen. A list may have lost what was chosen when the address was shared: then it is shown
  // without that choice, and says so.
  function read() {
    const wanted = new URLSearchParams(location.search);
    unknown = [];
    for (const control of controls) {
      const value = wanted.get(control.name) ?? "";
      control.value = value;
      if (control.selectedIndex === -1) {
        control.value = "";
        const words = { label: control.labels[0].textContent, value };
        unknown.push(form.dataset.unknown.replace(/\{(label|value)\}/g, (_, name) => words[name]));
      }
    }
  }

  function write(method, anchor) {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of controls) {
      if (value) {
        query.set(name, value);
      } else {
        query.delete(name);
      }
    }
    history[method](null, "", `${location.pathname}${query.toString() && `?${query}`}${anchor && `#${anchor}`}`);
  }

  function apply() {
    const tests = controls.filter((control) => control !== sort && control.value).map(testOf);
    for (const item of items) {
      item.failed = tests.filter((test) => !test.holds(item));
      for (const element of item.elements) {
        element.hidden = item.failed.length > 0;
      }
    }
    count();
    reorder();
    parts.forEach((part) => { part.hidden = !part.querySelector("[data-filter]:not([hidden])"); });
    hideHeadings(parts);
    const shown = items.filter((item) => !item.failed.length).length;
    const result = shown || !items.length
      ? form.dataset.count.replace("{n}", shown).replace("{all}", items.length)
      : form.dataset.none;
    status.textContent = [...unknown, result].join(" ");
    const chosen = controls.filter((control) => control.value);
    // Paper has no controls.
    status.dataset.chosen = chosen.map(inWords).join(" · ");
    if (fold) {
      const folded = chosen.filter((control) => fold.compareDocumentPosition(control) & FOLLOWING);
      fold.nextElementSibling.textContent = folded.map(inWords).join(" · ");
    }
    reset.hidden = !chosen.length;
    form.classList.toggle("lb-filter--set", tests.length > 0);
  }

  // Behind each value stands how many records are left if it is chosen, all other controls being as they are.
  function count() {
    for (const control of controls.filter((each) => each.options && each !== sort)) {
      const numbers = new Map();
      for (const item of items.filter(({ failed }) => failed.every((test) => test.control === control))) {
        item.values.forEach((value) => numbers.set(value, (numbers.get(value) ?? 0) + 1));
      }
      for (const option of [...control.options].slice(1)) {
        option.dataset.label ??= option.text;
        const number = numbers.get(`${control.name}:${option.value}`) ?? 0;
        option.text = `${option.dataset.label} (${number})`;
        option.disabled = number === 0 && !option.selected;
      }
    }
  }

  function reorder() {
    const place = (item, index) => (sort?.value ? item.places.get(sort.value) : index);
    const placed = items.map((item, index) => [place(item, index), item]).sort(([one], [other]) => one - other);
    const sorted = placed.map(([, item]) => item);
    // What is put in again, even at the same place, has to be laid out again.
    if (sorted.every((item, index) => item === order[index])) {
      return;
    }
    order = sorted;
    places.forEach((start, index) => start?.after(...(index ? records(sorted) : sorted.map((item) => item.element))));
  }

  // Who follows a link to something hidden wants to see it, more than what was chosen before.
  function reveal() {
    const target = named();
    if (target?.closest("[hidden]") && target.closest(".md-content")) {
      controls.forEach((control) => { control.value = ""; });
      unknown = [];
      write("replaceState", target.id);
      apply();
      target.scrollIntoView();
    }
  }
}

// A record of the list; where the list is an overview, with the record in full elsewhere on the page.
function itemOf(element) {
  const record = element.dataset.record && document.getElementById(element.dataset.record)?.closest("article");
  const elements = record ? [element, record] : [element];
  const places = (element.dataset.places ?? "").split(" ").map((each) => each.split(":"));
  let text;
  return {
    element,
    elements,
    record,
    values: new Set(element.dataset.filter.split(" ")),
    places: new Map(places.map(([name, place]) => [name, Number(place)])),
    failed: [],
    get text() {
      text ??= folded([...elements.map((each) => each.textContent), element.dataset.also ?? ""].join(" "));
      return text;
    },
  };
}

function records(items) {
  return items.map((item) => item.record).filter(Boolean);
}

// What the anchor in the address stands for; it may be one that nobody could have encoded so.
function named() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

// What is chosen, as the form says it.
function inWords(control) {
  const [option] = control.selectedOptions ?? [];
  return option ? option.dataset.label ?? option.text : control.value;
}

// Marks where a list begins, so that it can be put there again in another order.
function placeOf([first]) {
  const place = first && document.createComment("");
  first?.before(place);
  return place;
}

function testOf(control) {
  if (control.name !== "text") {
    const wanted = `${control.name}:${control.value}`;
    return { control, holds: (item) => item.values.has(wanted) };
  }
  const words = folded(control.value).split(/\s+/);
  return { control, holds: (item) => words.every((word) => item.text.includes(word)) };
}

// Letters without case and marks, so that `resume` finds `Résumé`; apostrophes as keyboards have them.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bc]/g, "'").toLowerCase();
}

// A heading goes with the parts under it, and what stands between the two; so do the lines that lead to it in the lists
// of contents.
function hideHeadings(parts) {
  for (const id of new Set(parts.map((part) => part.dataset.part).filter(Boolean))) {
    const group = parts.filter((part) => part.dataset.part === id);
    const hidden = group.every((part) => part.hidden);
    for (let each = document.getElementById(id); each && each !== group[0]; each = each.nextElementSibling) {
      each.hidden = hidden;
    }
    for (const line of document.querySelectorAll(".md-nav--secondary li, .lb-contents li")) {
      if (line.querySelector("a")?.hash === `#${id}`) {
        line.hidden = hidden;
      }
    }
  }
}
