// @ts-check
// Gives each reply template a button that copies its words.

/** @param {HTMLElement} reply */
function words(reply) {
  const quotes = [...reply.querySelectorAll("blockquote")];
  const parts = quotes.length ? quotes : [reply];
  return parts.map((part) => part.innerText.trim()).join("\n\n");
}

/** @param {HTMLElement} reply */
function addButton(reply) {
  const text = words(reply);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sop-copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${reply.dataset.sopCopy ?? "reply"}`);
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select and copy by hand";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  reply.prepend(button);
}

document.querySelectorAll("[data-sop-copy]").forEach((reply) => {
  if (reply instanceof HTMLElement) addButton(reply);
});

export {};
