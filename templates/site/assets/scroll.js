// @ts-check
// Lets the keyboard reach, and scroll, what is wider than its place: tables and code.

const WIDE = ".md-typeset__scrollwrap, .md-typeset pre, .md-typeset table:not([class])";

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
  else target.removeAttribute("tabindex");
}));

/** The theme wraps tables only after a while, so that what scrolls may come later. */
function watch() {
  document.querySelectorAll(WIDE).forEach((one) => sizes.observe(one));
}

new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
watch();

export {};
