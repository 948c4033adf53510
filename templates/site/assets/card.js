// @ts-check
// Gives a page that is made for paper its button to print it.

const place = document.querySelector("[data-sop-print]");
const button = document.createElement("button");
button.type = "button";
button.textContent = "Print";
button.addEventListener("click", () => print());
place?.replaceChildren(button);

export {};
