// @ts-check
// Gives the page its button for run mode, and loads the rest when it is wanted: at the address #run
// (its own, so that a reload or a link from a ticket opens it), or when a record waits to be sent.

import { ADDRESS, blockOf, keptAs, newRun } from "./run-block.js";
import { dressed } from "./sheet.js";
import { names, watch } from "./storage.js";

/** @typedef {import("./run-types.js").Block} Block */

/** @type {Promise<typeof import("./run-mode.js")> | undefined} */
let loaded;

/** Run mode with its styles, loaded once. */
function runMode() {
  loaded ??= Promise.all([import("./run-mode.js"), dressed("run.css")]).then(([module]) => module);
  return loaded;
}

/** @param {Block} block */
async function start(block) {
  const kept = keptAs(block);
  let isStarted = false;
  const words = async () => {
    if (!names(kept).includes(kept)) return newRun(block);
    const [{ entryWords }, { RunStore }] = await Promise.all([import("./run-entry.js"), import("./run-store.js")]);
    return entryWords(block, new RunStore(kept).stored());
  };
  const entry = entryButton(await words());
  const load = async () => {
    if (isStarted) return;
    isStarted = true;
    const { RunMode } = await runMode();
    new RunMode(block, entry);
  };
  const open = () => load().catch(() => {
    // A browser asks once for a module that failed; the address then opens run mode again.
    if (!entry) return;
    entry.textContent = "Run mode did not load. Load the page again";
    entry.addEventListener("click", () => location.reload());
  });
  const follow = () => { if (ADDRESS.test(location.hash)) void open(); };
  addEventListener("hashchange", follow);
  watch(kept, async () => {
    const said = await words();
    if (entry && !isStarted) entry.textContent = said;
  });
  follow();
  if (names("outbox.1:").length) void open();
}

/** @param {string} said */
function entryButton(said) {
  const bar = document.querySelector(".sop-actions");
  if (!bar) return null;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sop-run-button";
  made.textContent = said;
  made.addEventListener("click", () => { location.hash = "#run"; });
  // Fetched while the finger or the pointer is on its way.
  for (const sign of ["pointerenter", "focus"]) {
    made.addEventListener(sign, () => { runMode().catch(() => {}); }, { once: true });
  }
  bar.prepend(made);
  return made;
}

const block = blockOf(document);
if (block?.steps.length) await start(block);
