// Material stores the colour scheme on the very first visit, and from then on doesn't follow the system's any more.
// Here it is stored only once somebody has chosen it. Has to run before Material's own script, which stores at once.
{
  const form = document.querySelector("[data-md-component=palette]");
  if (form && !__md_get("__palette")) {
    const store = globalThis.__md_set;
    let chosen = false;
    form.addEventListener("change", () => { chosen = true; }, { capture: true });
    globalThis.__md_set = (key, ...rest) => {
      if (chosen || key !== "__palette") {
        store(key, ...rest);
      }
    };
  }
}
