"""What can be measured of a page in a browser, as JavaScript and in words."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

_OVER: Final = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return "";
  const scrolls = (one) => one && one !== page &&
    (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter((one) =>
    one.getBoundingClientRect().right > page.clientWidth + 1 && !scrolls(one.parentElement));
  const names = wide.slice(0, 3).map((one) => one.localName + "." + one.getAttribute("class"));
  return `${page.scrollWidth} of ${page.clientWidth}: ${names.join(", ")}`;
}"""
_LIVE: Final = """() => {
  const dangerous = /^\\s*(javascript|vbscript|data:text)/i;
  const live = [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
    .filter(({name, value}) => name.startsWith("on") ||
      (["href", "src", "action", "formaction"].includes(name) && dangerous.test(value)))
    .filter(({value}) => value !== "javascript:void(0)")
    .map(({name, value}) => `${one.localName} ${name}=${value}`));
  const foreign = "iframe, object, embed, script, style, base, meta, link, form[action]";
  const ours = "form.sop-search, script#sop-run, script[type*=json], link[media=print]";
  const parts = [...document.querySelectorAll("article, .md-header__topic, .md-nav")]
    .flatMap((one) => [...one.querySelectorAll(foreign)])
    .filter((one) => !one.matches(ours)).map((one) => one.outerHTML);
  return window.hacked === undefined ? [...live, ...parts] : ["a script ran"];
}"""


def overflow(page: Page) -> str:
    """What makes the page scroll sideways; empty where nothing does."""
    return str(page.evaluate(_OVER))


def live_markup(page: Page) -> list[str]:
    """What runs, or could run, and is none of the site's own; `window.hacked` is a script's."""
    return [str(item) for item in page.evaluate(_LIVE)]
