"""Renders slices of a document as safe HTML, with the parser that read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple
from weakref import WeakMethod

import nh3
from markupsafe import Markup

from sopgen.edition.edition import Edition
from sopgen.model.document import Document, Heading
from sopgen.model.markdown import Node
from sopgen.model.source import Span
from sopgen.reading.outline import to_html
from sopgen.site.gone import say_what_is_gone
from sopgen.site.terms import definition_anchors

_INLINE_TAGS: Final = (
    "a abbr b br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u"
    " var wbr bdi bdo"
)
_BLOCK_TAGS: Final = (
    "article aside blockquote caption center col colgroup dd details div dl dt figcaption figure"
    " h1 h2 h3 h4 h5 h6 hr input li ol p pre section summary table tbody td tfoot th thead tr ul"
    " audio video source"
)
_INLINE: Final = frozenset(_INLINE_TAGS.split())
_ALL: Final = _INLINE | frozenset(_BLOCK_TAGS.split())
_ATTRIBUTES: Final[Mapping[str, set[str]]] = {
    "*": {"title", "lang", "dir"},
    "a": {"href", "id"},
    "audio": {"src", "controls"},
    "blockquote": {"class", "cite"},
    "code": {"class"},
    "details": {"open"},
    "div": {"class", "id"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked"},
    "ol": {"start"},
    "source": {"src", "type"},
    "sup": {"class"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "video": {"src", "controls", "width", "height"},
}
_CLASS: Final = re.compile(r"markdown-alert-\w+|language-[\w+#.-]+|footnote-[a-z-]+")
_ALIGN: Final = re.compile(r"text-align: (left|center|right)")
# The same characters that the reader takes for spaces: no reader can see them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\u200b\u2060\ufeff\ufffe\uffff]"
)
_ALERT: Final = re.compile(
    r'<blockquote class="markdown-alert-(note|tip|important|warning|caution)">'
)
# Serialised HTML quotes every attribute with double quotes, so this finds whole tags.
_TAG_OR_PLACEHOLDER: Final = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)|\[([^\[\]\n<>]{1,80})\]')
_PREFIX: Final = "x "
# HTML in which no tag has an attribute: what may stay of it is the same on every page.
_BARE: Final = re.compile(r"(?:[^<]++|</?[a-z][a-z0-9]*+(?: /)?>)*+")
# Pieces that are kept, and their characters: the versions of one document have fewer and shorter.
_REMEMBERED: Final = 2048
_LONGEST_REMEMBERED: Final = 4000
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


class Part(NamedTuple):
    """A piece of a section as the page shows it: a heading of its own, or HTML."""

    heading: Heading | None
    html: Markup


class Bodies:
    """Renders the body of one document for the page at `base`.

    Links lead to pages of the site; what no page may hold is taken out. Headings of level 3 and
    above come back as headings, for the page to emit; deeper ones stay in the HTML. In an archived
    version, a link or picture that is gone says so.
    """

    def __init__(
        self, edition: Edition, document: Document, base: str, *, is_archived: bool = False
    ) -> None:
        self._edition = edition
        self._document = document
        self._base = base
        self._is_archived = is_archived
        self._text = _UNSEEN.sub(" ", document.source.text)
        self._run = 0
        self._cleaners: dict[frozenset[str], nh3.Cleaner] = {}

    def parts(self, blocks: Sequence[Node]) -> tuple[Part, ...]:
        """The blocks in order, cut at their headings of level 3 and above."""
        return tuple(self._parts(blocks))

    def html(self, blocks: Sequence[Node]) -> Markup:
        """The blocks as HTML, headings included."""
        pieces = [self._render(run) for run in _runs(blocks, lambda _: False)]
        return Markup("".join(pieces))  # noqa: S704 sanitised

    def inline(self, span: Span) -> Markup:
        """One line of text as HTML without any block around it."""
        # After a word nothing is taken for the mark of a list or a heading.
        html = self._clean(_PREFIX + self._slice(span), _INLINE)
        return Markup(html.removeprefix(_PREFIX).strip())  # noqa: S704 sanitised

    def reply(self, blocks: Sequence[Node]) -> Markup:
        """The blocks of a reply template, with its placeholders marked."""
        return Markup(_TAG_OR_PLACEHOLDER.sub(_mark_placeholder, str(self.html(blocks))))  # noqa: S704 sanitised

    def _parts(self, blocks: Sequence[Node]) -> Iterator[Part]:
        for run in _runs(blocks, _is_own_heading):
            if _is_own_heading(run[0]):
                yield Part(self._headings[run[0].start], Markup(""))
            else:
                yield Part(None, Markup(self._render(run)))  # noqa: S704 sanitised

    @cached_property
    def _headings(self) -> Mapping[int, Heading]:
        return {heading.span.start: heading for heading in self._document.headings}

    @cached_property
    def _footnotes(self) -> Mapping[str, Node]:
        if "[^" not in self._text:
            return {}
        return {node.text: node for node in self._document.nodes("footnote")}

    def _render(self, run: Sequence[Node]) -> str:
        self._run += 1
        text = self._slice(Span(run[0].start, run[-1].end))
        for name in self._named_footnotes(run):
            text += "\n\n" + self._slice(self._footnotes[name].span)
        html = self._clean(text, _ALL)
        # A space between cells, or a search engine takes two words for one.
        html = html.replace("</td>", "</td> ").replace("</th>", "</th> ")
        return _ALERT.sub(_title_alert, html)

    def _named_footnotes(self, run: Sequence[Node]) -> Iterable[str]:
        if not self._footnotes:
            return ()
        marks = (mark.text for node in run for mark in node.find("footnote_mark"))
        return dict.fromkeys(name for name in marks if name in self._footnotes)

    def _slice(self, span: Span) -> str:
        """The text of a span without its indentation, with an anchor in each heading within."""
        start = self._text.rfind("\n", 0, span.start) + 1
        indent = span.start - start if not self._text[start : span.start].strip(" ") else 0
        pieces, at = [], span.start
        for place, anchor in self._inner_anchors:
            if span.start <= place < span.end:
                pieces += [self._text[at:place], f'<a id="{anchor}"></a>']
                at = place
        text = "".join([*pieces, self._text[at : span.end]])
        return re.sub(f"^ {{1,{indent}}}", "", text, flags=re.MULTILINE) if indent else text

    @cached_property
    def _inner_anchors(self) -> tuple[tuple[int, str], ...]:
        own = {node.start for node in self._document.blocks if _is_own_heading(node)}
        headings = (
            (heading.node.children[0].start, heading.anchor)
            for heading in self._document.headings
            if heading.span.start not in own and heading.node.children
        )
        return tuple(sorted((*headings, *self._definitions.items())))

    @cached_property
    def _definitions(self) -> Mapping[int, str]:
        return definition_anchors(self._document)

    def _clean(self, markdown: str, tags: frozenset[str]) -> str:
        references = self._document.references
        is_alone = len(markdown) <= _LONGEST_REMEMBERED and not (references and "[" in markdown)
        safe = _of_any_document(markdown, tags) if is_alone else None
        if safe is None:
            safe = self._cleaner(tags).clean(to_html(markdown, references)).strip()
        return say_what_is_gone(safe) if self._is_archived else safe

    def _cleaner(self, tags: frozenset[str]) -> nh3.Cleaner:
        if tags not in self._cleaners:
            self._cleaners[tags] = _cleaner(tags, self._filter())
        return self._cleaners[tags]

    def _filter(self) -> Callable[[str, str, str], str | None]:
        # The garbage collector does not see what a cleaner holds: holding its owner, it would stay
        # for ever, and with it the whole edition; a preview makes one at each edit.
        own = WeakMethod(self._attribute)

        def attribute(tag: str, name: str, value: str) -> str | None:
            found = own()
            return found(tag, name, value) if found else None

        return attribute

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name in {"href", "src"}:
            return self._href(tag, value)
        if name == "id":
            return self._id(tag, value)
        if name == "class":
            return value if _CLASS.fullmatch(value) else None
        if name == "style":
            return value if _ALIGN.fullmatch(value) else None
        return value

    def _href(self, tag: str, value: str) -> str | None:
        if value[:1] == "#" and value[1:] in self._footnotes:
            return f"#note-{self._run}-{value[1:]}"
        if tag != "a" and "//" in value:
            return None  # the site asks nothing of the outside
        return self._edition.href(self._edition.target(self._document, value), self._base)

    def _id(self, tag: str, value: str) -> str | None:
        if tag == "div":
            return f"note-{self._run}-{value}" if value in self._footnotes else None
        is_own = value in self._document.anchors or value in self._definitions.values()
        return value if is_own else None


@lru_cache(maxsize=_REMEMBERED)  # the next version says most of it again, and so do other views
def _of_any_document(markdown: str, tags: frozenset[str]) -> str | None:
    """Text without references as safe HTML, if that is the same wherever it stands."""
    html = to_html(markdown, {})
    return _bare_cleaner(tags).clean(html).strip() if _BARE.fullmatch(html) else None


@cache
def _bare_cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return _cleaner(tags, lambda _tag, _name, _value: None)


def _cleaner(tags: frozenset[str], attribute: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    boxes = {"type": "checkbox", "disabled": ""}
    return nh3.Cleaner(
        tags=set(tags),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag in {"*", *tags}},
        attribute_filter=attribute,
        link_rel=None,
        url_schemes=set(_SCHEMES),
        set_tag_attribute_values={"input": boxes} if "input" in tags else {},
    )


def _is_own_heading(node: Node) -> bool:
    return node.kind == "heading" and int(node.text) <= 3


def _runs(blocks: Sequence[Node], stands_alone: Callable[[Node], bool]) -> Iterator[list[Node]]:
    """Blocks that are rendered together; footnotes are shown where they are named."""
    run: list[Node] = []
    for node in blocks:
        alone = stands_alone(node)
        if (alone or node.kind == "footnote") and run:
            yield run
            run = []
        if alone:
            yield [node]
        elif node.kind != "footnote":
            run.append(node)
    if run:
        yield run


def _title_alert(match: re.Match[str]) -> str:
    return f'{match.group()}\n<p class="sop-alert-title">{match.group(1).capitalize()}</p>'


def _mark_placeholder(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    return f'<span class="sop-placeholder">[{match.group(2)}]</span>'
