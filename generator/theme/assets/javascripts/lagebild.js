// What the theme leaves to the mouse: labels that act as buttons also answer to the space bar.
document.addEventListener("keydown", (event) => {
  const label = event.target;
  if (event.key === " " && label instanceof HTMLLabelElement && label.getAttribute("role") === "button") {
    event.preventDefault();
    label.click();
  }
});
