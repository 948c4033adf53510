"""Pages of the tree are to MkDocs what it would have made of them itself."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from sopgen.edition.tree import Page
from sopgen.engines.mkdocs_files import MadePage, make_file

PAGES = {
    "fraud/card.md": Page(content="# Card", source="fraud/karte.md"),
    "fraud/card/history.md": Page(content="# History"),
    "index.md": Page(content="# Home", is_listed=True),
}


def configuration() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Sops",
            "site_url": "https://example.org/sops",
            "repo_url": "https://git.example.org/sops",
            "edit_uri": "edit/main/",
        }
    )
    config.validate()
    return config


def test_a_file_is_what_mkdocs_makes_of_its_name() -> None:
    config = configuration()
    for path, page in PAGES.items():
        made = make_file(path, page, config)
        like = File(
            made.src_uri,
            None,
            config.site_dir,
            True,
            dest_uri=made.dest_uri,
            inclusion=made.inclusion,
        )
        assert vars(like).items() <= vars(made).items()
        assert (made.url, made.name, made.edit_uri) == (like.url, like.name, page.source)


def test_a_page_is_like_the_first_but_for_what_its_file_decides() -> None:
    config = configuration()
    first = MkDocsPage(None, make_file("roles.md", Page(content=""), config), config)
    for path, page in PAGES.items():
        file = make_file(path, page, config)
        wanted = {**vars(MkDocsPage(None, file, config))}
        made = MadePage(file, config, first)
        assert file.page is made
        found = {**vars(made)}
        assert not list(found.pop("toc"))
        assert not wanted.pop("toc")
        assert found == wanted


def test_what_one_page_says_of_itself_no_other_says() -> None:
    config = configuration()
    first = MkDocsPage(None, make_file("roles.md", Page(content=""), config), config)
    one, other = (
        MadePage(make_file(path, PAGES[path], config), config, first) for path in [*PAGES][:2]
    )
    one.meta["title"] = "One"
    assert not other.meta
    assert not first.meta
