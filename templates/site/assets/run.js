// @ts-check
// Gives the page its button for run mode, and loads the rest when it is wanted: at the address #run
// (its own, so that a reload or a link from a ticket opens it), or when a record waits to be sent.

import { ADDRESS, entryWords } from "./run-entry.js";
import { blockOf } from "./run-newer.js";
import { RunStore } from "./run-store.js";
import { names } from "./storage.js";

/** @typedef {import("./run-types.js").Block} Block */

/** @param {Block} block */
function start(block) {
  const store = new RunStore(block.id ?? block.address);
  const entry = entryButton();
  let isLoaded = false;
  const label = () => { if (entry && !isLoaded) entry.textContent = entryWords(block, store.stored()); };
  const load = async () => {
    if (isLoaded) return;
    isLoaded = true;
    const { RunMode } = await import("./run-mode.js");
    new RunMode(block, entry);
  };
  const follow = () => { if (ADDRESS.test(location.hash)) void load(); };
  addEventListener("hashchange", follow);
  store.watch(label);
  label();
  follow();
  if (names("outbox.1:").length) void load();
}

function entryButton() {
  const bar = document.querySelector(".sop-actions");
  if (!bar) return null;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "sop-run-button";
  made.addEventListener("click", () => { location.hash = "#run"; });
  // Fetched while the finger or the pointer is on its way.
  for (const sign of ["pointerenter", "focus"]) {
    made.addEventListener(sign, () => { void import("./run-mode.js"); }, { once: true });
  }
  bar.prepend(made);
  return made;
}

const block = blockOf(document);
if (block?.steps.length) start(block);
