// @ts-check
// Folds the sections that only some readers look up. The browser's own search within the page,
// a link into a section, and printing open them again.

const NARROW = "(max-width: 44.984em)";
const has_steps = document.querySelector(".sop-step") !== null;
const selector = has_steps && matchMedia(NARROW).matches
  ? ":is(h2.sop-before, h2.sop-steps-title ~ h2)"
  : "h2.sop-quiet";

/**
 * What stands under a heading, up to the next of its level.
 * @param {Element} heading
 */
function below(heading) {
  /** @type {Element[]} */
  const found = [];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h1, h2, .sop-print-foot")) break;
    found.push(next);
  }
  return found;
}

/**
 * @param {Element} heading
 * @param {number} index
 */
function fold(heading, index) {
  heading.classList.add("sop-quiet");
  const body = document.createElement("div");
  body.className = "sop-folded";
  body.id = `sop-folded-${index}`;
  body.append(...below(heading));
  heading.after(body);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sop-fold";
  button.setAttribute("aria-controls", body.id);
  const link = heading.querySelector(".headerlink");
  button.append(...[...heading.childNodes].filter((node) => node !== link));
  heading.prepend(button);

  /** @param {boolean} open */
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    if (open) body.removeAttribute("hidden");
    else body.setAttribute("hidden", "until-found");
  };
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && (target === heading || body.contains(target))) {
      show(true);
      target.scrollIntoView();
    }
  };
  button.addEventListener("click", () => show(body.hasAttribute("hidden")));
  body.addEventListener("beforematch", () => show(true));
  addEventListener("hashchange", showTarget);
  addEventListener("beforeprint", () => show(true));
  show(false);
  if (location.hash) showTarget();
}

document.querySelectorAll(`.md-content__inner > ${selector}`).forEach(fold);

export {};
