// @ts-check
// Opens every comparison for printing, and the one that the address names.

/** @type {NodeListOf<HTMLDetailsElement>} */
const redlines = document.querySelectorAll("details.sop-redline");

addEventListener("beforeprint", () => redlines.forEach((one) => { one.open = true; }));

function openNamed() {
  const heading = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let next = heading?.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) {
    next.querySelectorAll("details.sop-redline").forEach((one) => one.setAttribute("open", ""));
  }
}

addEventListener("hashchange", openNamed);
openNamed();

export {};
