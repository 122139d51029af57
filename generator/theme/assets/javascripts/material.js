// Keeps Material's own script from doing at once what few readers need; has to run before that script.
{
  // Which of its messages to the script that searches is a query.
  const QUERY = 2;
  const isMarked = new URLSearchParams(location.search).has("h");

  // It asks for the index of search and for the script that searches it, which are most of what a page weighs. Here both
  // wait until search is used, or until the words that were searched for have to be marked.
  const wanted = new Promise((resolve) => {
    const field = document.querySelector("[data-md-component=search-query]");
    field?.addEventListener("focus", resolve, { once: true });
    document.getElementById("__search").addEventListener("change", resolve, { once: true });
    if (!field || isMarked) {
      resolve();
    }
  });
  const { open, send } = XMLHttpRequest.prototype;
  const waiting = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (new URL(address, location.href).pathname.endsWith("/search/search_index.json")) {
      waiting.add(this);
    }
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (waiting.has(this)) {
      wanted.then(() => send.apply(this, body));
    } else {
      send.apply(this, body);
    }
  };

  const { Worker } = globalThis;
  globalThis.Worker = class {
    constructor(...address) {
      this.started = wanted.then(() => new Worker(...address));
    }
    addEventListener(...listener) {
      this.started.then((worker) => worker.addEventListener(...listener));
    }
    removeEventListener(...listener) {
      this.started.then((worker) => worker.removeEventListener(...listener));
    }
    postMessage({ type, data }) {
      const message = { type, data: type === QUERY ? exactFirst(data) : data };
      this.started.then((worker) => worker.postMessage(message));
    }
  };

  // It looks for all words that begin like one of those that were typed, such as “Nordatlantikrat” for “Nord Stream”.
  // Here the word itself counts more, and each part of “US-Regierung” is one, as in the index. Words with signs of the
  // query language mean what they say; a colon is such a sign only if something follows it.
  function exactFirst(query) {
    const words = query.replace(/(?<=\S)(?:[-‐–—,;.!?…'’()/]|:(?!\S))+/g, " ");
    return words.includes('"') ? words : words.replace(/(?<!\S)[\p{L}\p{N}][^\s^~*:]*(?!\S)/gu, "$& $&^10");
  }

  // It goes through the text link by link, and a long briefing has more than a thousand. On generated pages all it could
  // do there is to mark words that were searched for, and to see to code and to tables that aren't ours.
  const text = "generated" in document.currentScript.dataset && document.querySelector("[data-md-component=content]");
  if (text && !isMarked && !text.querySelector("pre, table:not([class])")) {
    delete text.dataset.mdComponent;
  }
}
