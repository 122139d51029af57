// Copies links and citations, and shows how to cite a record in place. Without it both are plain links, and all forms
// of a citation stand on a page of their own, where they can be selected.
const words = JSON.parse(document.getElementById("lb-words").textContent);

// Says what was done, to those who see it and to those who hear it.
const status = document.createElement("p");
status.className = "lb-done";
status.setAttribute("role", "status");
document.body.append(status);
let silence;

function tell(text) {
  // Within a dialog only what stands in it is seen and heard.
  (document.querySelector("dialog[open]") ?? document.body).append(status);
  status.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => { status.textContent = ""; }, 4000);
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
    return true;
  } catch {
    tell(words.not_copied);
    return false;
  }
}

// Who opens a link in a new window or by another button wants to follow it.
const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

// Browsers lend the clipboard to safe addresses only. A long page has hundreds of these links: none is touched before
// somebody comes to it.
if (navigator.clipboard) {
  for (const coming of ["pointerover", "focusin"]) {
    document.addEventListener(coming, ({ target }) => {
      const link = target.closest(".lb-permalink");
      if (link) {
        link.title = words.copy_link;
      }
    });
  }
  document.addEventListener("click", async (event) => {
    const link = event.target.closest(".lb-permalink");
    if (link && isPlain(event)) {
      event.preventDefault();
      if (!(await copy(link.href, words.link_copied))) {
        location.hash = link.hash;
      }
    }
  });
}

function button(label, press, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "lb-button";
  made.textContent = label;
  if (name) {
    made.setAttribute("aria-label", name);
  }
  made.addEventListener("click", press);
  return made;
}

// Puts in what only the reader's browser knows, the day of access and the address of a site that doesn't know its own;
// and adds the buttons.
function complete(citation) {
  const text = citation.querySelector(".lb-citation__text");
  let address = text.querySelector(".lb-citation__address");
  if (!address) {
    address = document.createElement("span");
    address.textContent = words.available.replace("{address}", () => citation.querySelector("h3 a").href);
    text.append(" ", address);
  }
  const today = new Intl.DateTimeFormat(words.locale, { dateStyle: "long" }).format(new Date());
  address.before(`${words.viewed.replace("{date}", () => today)} `);
  if (!navigator.clipboard) {
    return;
  }
  const say = (form) => words.copy_form.replace("{form}", () => form);
  text.after(button(words.copy, () => copy(text.textContent.trim(), words.copied), say(words.text)));
  for (const form of citation.querySelectorAll(".lb-citation__form")) {
    const code = form.querySelector("code");
    form.append(button(words.copy, () => copy(code.textContent, words.copied), say(form.querySelector("summary").textContent)));
  }
}

document.querySelectorAll(".lb-citation").forEach(complete);

// The page of citations is fetched once, when somebody asks for the first of them.
const pages = new Map();

async function page(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function citation(link) {
  const address = new URL(link.href);
  const anchor = decodeURIComponent(address.hash.slice(1));
  address.hash = "";
  if (!pages.has(address.href)) {
    pages.set(address.href, page(address));
  }
  const found = document.importNode((await pages.get(address.href)).getElementById(anchor).closest("article"), true);
  // Its links lead on from where it stood; its ids stand here already.
  for (const inner of found.querySelectorAll("a[href]")) {
    inner.href = new URL(inner.getAttribute("href"), address).href;
  }
  for (const named of found.querySelectorAll("[id]")) {
    named.removeAttribute("id");
  }
  return found;
}

function show(found) {
  const dialog = document.createElement("dialog");
  dialog.className = "lb-dialog md-typeset";
  const title = document.createElement("h2");
  title.id = "lb-dialog-title";
  title.textContent = words.cite;
  dialog.setAttribute("aria-labelledby", title.id);
  const head = document.createElement("div");
  head.className = "lb-dialog__head";
  head.append(title, button(words.close, () => dialog.close()));
  dialog.append(head, found);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {  // beside it
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => {
    document.body.append(status);
    dialog.remove();
  });
  document.body.append(dialog);
  complete(found);
  dialog.showModal();
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".lb-cite-link");
  if (!link || !isPlain(event)) {
    return;
  }
  event.preventDefault();
  try {
    show(await citation(link));
  } catch {
    location.href = link.href;
  }
});
