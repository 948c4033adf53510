// @ts-check
// Leads from a permanent address to the page, keeping the step that the address names.
// It runs before the page's own refresh, which would drop the part after #.
addEventListener("DOMContentLoaded", () => {
  const target = document.querySelector("a#target");
  if (target instanceof HTMLAnchorElement) {
    location.replace(target.href + location.hash);
  }
});
