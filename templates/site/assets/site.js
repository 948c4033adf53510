// @ts-check
// Loads what a page needs: each module works on its own, and every page is whole without them.

/** @type {ReadonlyArray<[selector: string, module: string]>} */
const MODULES = [
  ["form[data-sop-search]", "./search.js"],
  ["h2.sop-quiet", "./fold.js"],
  [".sop-actions, [data-sop-permanent]", "./actions.js"],
  ["[data-sop-copy]", "./copy.js"],
  ["[data-sop-since]", "./since.js"],
  [".sop-term", "./terms.js"],
  ["table[data-sop-register]", "./register.js"],
  ["[data-sop-due], [data-sop-next], [data-sop-begins]", "./today.js"],
  ["[data-sop-changes]", "./changes.js"],
  ["details.sop-redline", "./redline.js"],
  ["[data-sop-reading]", "./reading.js"],
  [".md-typeset :is(table, pre)", "./scroll.js"],
  ["#sop-run", "./run.js"],
];

const wanted = MODULES.filter(([selector]) => document.querySelector(selector) !== null)
  .map(([, module]) => import(module));

// Records of runs that still wait are sent from whatever page is open.
function recordsWait() {
  try {
    return Object.keys(localStorage).some((key) => /^sopgen:.*:outbox\.1:/.test(key));
  } catch {
    return false;
  }
}
if (recordsWait()) void import("./outbox.js");

// One module that fails takes no other with it; the mark tells when all that can work does.
await Promise.allSettled(wanted);
document.documentElement.setAttribute("data-sop-ready", "");

export {};
