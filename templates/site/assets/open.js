// @ts-check
// Leads from an address with an id, a tag, a measure or words to the page that has it. What is not
// known leads to a search for it, never to a guess.

/** @typedef {{ids: Record<string, string>, tags: Record<string, string>, kpis: Record<string, string>}} Targets */

/** @type {ReadonlyArray<[asked: string, kind: keyof Targets]>} */
const KINDS = [["id", "ids"], ["tag", "tags"], ["kpi", "kpis"]];
const asked = new URLSearchParams(location.search);
const root = new URL("../", location.href);

/** @param {string} words */
const folded = (words) => words.normalize("NFKC").toLowerCase().trim();

/** @param {string} words */
function search(words) {
  const there = new URL("search/", root);
  there.searchParams.set("q", words);
  return there;
}

/** @returns {Promise<Targets | null>} null where they cannot be had */
async function targets() {
  try {
    const response = await fetch(document.body.dataset.sopTargets ?? "");
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** @param {string} address of a document's page, within the site */
function page(address) {
  const there = new URL(asked.get("embed") === "1" ? `${address}embed/` : address, root);
  const step = asked.get("step") ?? "";
  if (/^[1-9]\d{0,3}$/.test(step)) there.hash = `step-${step}`;
  return there;
}

/** @returns {Promise<URL | null>} null where nothing was asked */
async function target() {
  for (const [name, kind] of KINDS) {
    const words = asked.get(name)?.trim();
    if (!words) continue;
    const known = (await targets())?.[kind] ?? {};
    const key = folded(words);
    if (!Object.hasOwn(known, key)) return search(words);
    return kind === "ids" ? page(known[key]) : new URL(known[key], root);
  }
  const words = asked.get("q")?.trim();
  return words ? search(words) : null;
}

const there = await target();
if (there) location.replace(there);
else {
  const said = document.querySelector("#open-said");
  if (said) said.textContent = "The address names no id, tag, measure or words.";
}

export {};
