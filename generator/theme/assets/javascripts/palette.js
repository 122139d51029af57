// The button that changes between light and dark. Until somebody uses it, the page follows the system; only then is
// anything stored, under the name that Material uses. Which scheme is wanted, the page's beginning knows already.
{
  const button = document.querySelector(".lb-scheme");
  if (button) {
    start(button);
  }

  function start(button) {
    const bar = document.createElement("meta");
    bar.name = "theme-color";
    document.head.append(bar);
    button.hidden = false;
    tell();

    button.addEventListener("click", () => {
      const scheme = isDark() ? "default" : "slate";
      show(scheme);
      choose(scheme);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(wantedScheme()));
    // Who goes back finds the page as it was left, and may have chosen since.
    addEventListener("pageshow", (event) => {
      if (event.persisted) {
        show(wantedScheme());
      }
    });

    function show(scheme) {
      // Material's styles leave out transitions while this is set.
      document.body.dataset.mdColorSwitching = "";
      document.body.dataset.mdColorScheme = scheme;
      document.querySelector("meta[name=color-scheme]").content = getComputedStyle(document.body).colorScheme;
      tell();
      requestAnimationFrame(() => delete document.body.dataset.mdColorSwitching);
    }

    function tell() {
      button.title = isDark() ? button.dataset.toLight : button.dataset.toDark;
      // Browsers on phones give their own bar the colour of the page's. Asked for at once, the styles of what has come
      // so far would be worked out only for this.
      requestAnimationFrame(() => {
        bar.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor;
      });
    }
  }

  function isDark() {
    return document.body.dataset.mdColorScheme === "slate";
  }

  // A browser may store nothing at all: then the page that is open has the scheme that was chosen, and no other.
  function choose(scheme) {
    try {
      __md_set("__palette", { color: { scheme } });
    } catch {}
  }
}
