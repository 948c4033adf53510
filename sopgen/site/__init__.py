"""The site as a tree of pages, made from the library's data; no engine is known here."""

from sopgen.edition.tree import NavigationItem, Page, PageHeading, PageTree
from sopgen.site.building import build_tree
from sopgen.site.writing import write_pages

__all__ = ["NavigationItem", "Page", "PageHeading", "PageTree", "build_tree", "write_pages"]
