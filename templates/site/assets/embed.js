// @ts-check
// Gives the bare view of a document what it needs, and tells the page around it how high it is.

/** @type {ReadonlyArray<[selector: string, module: string]>} */
const MODULES = [
  [".sop-head", "./today.js"],
  ["[data-sop-copy]", "./copy.js"],
  ["#sop-run", "./run.js"],
];
const RUN = "dialog.sop-run[open]";
const RUN_PARTS = [".sop-run__head", ".sop-run__page", ".sop-run__foot"];

const head = /** @type {HTMLElement | null} */ (document.querySelector(".embed__head"));
let told = 0;

/** @param {Element | null} part */
const heightOf = (part) => part?.getBoundingClientRect().height ?? 0;

/** Run mode covers all but the head: then it is as high as its screen wants to be. */
function wanted() {
  const run = document.querySelector(RUN);
  if (!run) return heightOf(document.body);
  return RUN_PARTS.reduce((sum, part) => sum + heightOf(run.querySelector(part)), heightOf(head));
}

/** The message holds nothing but the height, so any page may read it. */
function tell() {
  document.documentElement.style.setProperty("--embed-head", `${heightOf(head)}px`);
  const height = Math.ceil(wanted());
  if (height === told || window.parent === window) return;
  told = height;
  window.parent.postMessage({ type: "sopgen:height", height }, "*");
}

const sizes = new ResizeObserver(tell);
const watch = () => {
  for (const part of [document.body, head, ...document.querySelectorAll(RUN_PARTS.join())]) {
    if (part) sizes.observe(part);
  }
};
new MutationObserver(watch).observe(document.body, { childList: true });
watch();

await Promise.allSettled(MODULES.filter(([selector]) => document.querySelector(selector))
  .map(([, module]) => import(module)));
document.documentElement.setAttribute("data-sop-ready", "");

export {};
