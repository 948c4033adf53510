// @ts-check
// What only a browser can do with a document: print it, and copy the permanent link of a step.

const head = /** @type {HTMLElement | null} */ (document.querySelector(".sop-head[data-sop-permanent]"));
const actions = document.querySelector(".sop-actions");

/**
 * @param {string} text
 * @param {string} look
 */
function button(text, look) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = text;
  return made;
}

/** @param {HTMLElement} step */
function foot(step) {
  const there = step.querySelector(":scope > .sop-step__foot");
  if (there) return there;
  const made = document.createElement("p");
  made.className = "sop-step__foot";
  step.append(made);
  return made;
}

/**
 * @param {HTMLElement} step
 * @param {string} address
 */
function addLink(step, address) {
  const copy = button("Copy link", "sop-step__copy");
  copy.setAttribute("aria-label", `Copy link to step ${step.dataset.sopStep}`);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Copied";
    } catch {
      said.textContent = address;
    }
  });
  copy.addEventListener("blur", () => { said.textContent = ""; });
  foot(step).prepend(copy, said);
}

if (actions) {
  const print = button("Print", "sop-action sop-action--print");
  print.addEventListener("click", () => window.print());
  actions.append(print);
}
if (head) {
  const permanent = new URL(head.dataset.sopPermanent ?? "", location.href);
  document.querySelectorAll(".sop-step[data-sop-step]").forEach((step) => {
    if (!(step instanceof HTMLElement)) return;
    addLink(step, new URL(`#step-${step.dataset.sopStep}`, permanent).href);
  });
}

export {};
