// @ts-check
// Gives each reply template fields to fill and a button that copies its words as they stand.

import { clearFields, isEcho, isEmpty, nameOf, openFields } from "./fields.js";

/** @param {HTMLElement} reply */
function words(reply) {
  const quotes = [...reply.querySelectorAll("blockquote")];
  const parts = quotes.length ? quotes : [...reply.children].filter((part) => !part.matches(".sop-reply__tools, .sop-reply__said"));
  return parts.map((part) => (part instanceof HTMLElement ? part.innerText.trim() : "")).join("\n\n");
}

/** @param {readonly HTMLElement[]} fields */
const named = (fields) => [...new Set(fields.map(nameOf))].join(", ");

/** @param {readonly HTMLElement[]} fields */
function remarks(fields) {
  const empty = fields.filter(isEmpty);
  const echoes = fields.filter(isEcho);
  return [
    empty.length ? `Still empty: ${named(empty)}.` : "",
    echoes.length ? `Taken from another reply, so check: ${named(echoes)}.` : "",
  ].filter(Boolean);
}

/**
 * @param {string} text
 * @param {string} name
 * @param {() => void} act
 */
function button(text, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sop-copy";
  made.textContent = text;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

/** @param {HTMLElement} reply */
function prepare(reply) {
  const fields = openFields(reply);
  const title = reply.dataset.sopCopy ?? "reply";
  const said = document.createElement("p");
  said.className = "sop-reply__said";
  said.setAttribute("role", "status");
  const tools = document.createElement("div");
  tools.className = "sop-reply__tools";
  if (fields.length) {
    tools.append(button("Clear", `Clear all that is filled in, here and in the other replies (${title})`, () => {
      clearFields();
      said.textContent = "Cleared.";
    }));
  }
  tools.append(button("Copy", `Copy: ${title}`, async () => {
    try {
      await navigator.clipboard.writeText(words(reply));
      said.textContent = ["Copied.", ...remarks(fields)].join(" ");
    } catch {
      said.textContent = "The browser did not allow it: select the text and copy it by hand.";
    }
  }));
  reply.addEventListener("input", () => { said.textContent = ""; });
  reply.prepend(tools);
  reply.append(said);
}

document.querySelectorAll("[data-sop-copy]").forEach((reply) => {
  if (reply instanceof HTMLElement) prepare(reply);
});

export {};
