"""Renders slices of a document as safe HTML, with the parser that read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
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
from sopgen.site.sanitising import INLINE, PREFIX, WHOLE, cleaner, finished, safe_anywhere
from sopgen.site.terms import definition_anchors

_CLASS: Final = re.compile(r"markdown-alert-\w+|language-[\w+#.-]+|footnote-[a-z-]+")
_ALIGN: Final = re.compile(r"text-align: (left|center|right)")
# The same characters that the reader takes for spaces: no reader can see them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\u200b\u2060\ufeff\ufffe\uffff]"
)
# Serialised HTML quotes every attribute with double quotes, so this finds whole tags.
_TAG_OR_PLACEHOLDER: Final = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)|\[([^\[\]\n<>]{1,80})\]')
_NOTHING: Final = Markup("")
_LONGEST: Final = 4000  # characters of a piece that is remembered: few are longer


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
        self._text = _seen(document.source.text)
        self._run = 0
        self._cleaners: dict[frozenset[str], nh3.Cleaner] = {}

    def parts(self, blocks: Sequence[Node]) -> tuple[Part, ...]:
        """The blocks in order, cut at their headings of level 3 and above."""
        return tuple(self._parts(blocks))

    def html(self, blocks: Sequence[Node]) -> Markup:
        """The blocks as HTML, headings included."""
        if not self._footnotes:
            return self._render(blocks) if blocks else _NOTHING
        return _NOTHING.join(self._render(run) for run in _runs(blocks, lambda _: False))

    def inline(self, span: Span) -> Markup:
        """One line of text as HTML without any block around it."""
        # After a word nothing is taken for the mark of a list or a heading.
        return self._safe(PREFIX + self.text(span), INLINE)

    def reply(self, blocks: Sequence[Node]) -> Markup:
        """The blocks of a reply template, with its placeholders marked."""
        return Markup(_TAG_OR_PLACEHOLDER.sub(_mark_placeholder, str(self.html(blocks))))  # noqa: S704 sanitised

    def _parts(self, blocks: Sequence[Node]) -> Iterator[Part]:
        for run in _runs(blocks, _is_own_heading):
            if _is_own_heading(run[0]):
                yield Part(self._headings[run[0].start], _NOTHING)
            else:
                yield Part(None, self._render(run))

    @cached_property
    def _headings(self) -> Mapping[int, Heading]:
        return {heading.span.start: heading for heading in self._document.headings}

    @cached_property
    def _footnotes(self) -> Mapping[str, Node]:
        if "[^" not in self._text:
            return {}
        return {node.text: node for node in self._document.nodes("footnote")}

    def _render(self, run: Sequence[Node]) -> Markup:
        self._run += 1
        text = self.text(Span(run[0].start, run[-1].end))
        for name in self._named_footnotes(run):
            text += "\n\n" + self.text(self._footnotes[name].span)
        return self._safe(text, WHOLE)

    def _named_footnotes(self, run: Sequence[Node]) -> Iterable[str]:
        if not self._footnotes:
            return ()
        marks = (mark.text for node in run for mark in node.find("footnote_mark"))
        return dict.fromkeys(name for name in marks if name in self._footnotes)

    def text(self, span: Span) -> str:
        """The text of a span without its indentation, with an anchor in each heading within."""
        start = self._text.rfind("\n", 0, span.start) + 1
        is_indented = start < span.start and not self._text[start : span.start].strip(" ")
        text = self._anchored(span) if self._inner_anchors else self._text[span.start : span.end]
        return _without_indent(text, span.start - start) if is_indented else text

    def _anchored(self, span: Span) -> str:
        pieces, at = [], span.start
        for place, anchor in self._inner_anchors:
            if span.start <= place < span.end:
                pieces += [self._text[at:place], f'<a id="{anchor}"></a>']
                at = place
        return "".join([*pieces, self._text[at : span.end]])

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

    def _safe(self, markdown: str, tags: frozenset[str]) -> Markup:
        references = self._document.references
        is_alone = len(markdown) <= _LONGEST and not (references and "[" in markdown)
        safe = safe_anywhere(markdown, tags) if is_alone else None
        if safe is None:
            safe = finished(self._cleaner(tags).clean(to_html(markdown, references)), tags)
        return say_what_is_gone(safe) if self._is_archived else safe

    def _cleaner(self, tags: frozenset[str]) -> nh3.Cleaner:
        if tags not in self._cleaners:
            self._cleaners[tags] = cleaner(tags, self._filter())
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


@lru_cache(maxsize=8)  # a document has several pages
def _seen(text: str) -> str:
    return _UNSEEN.sub(" ", text)


def _without_indent(text: str, indent: int) -> str:
    return re.sub(f"^ {{1,{indent}}}", "", text, flags=re.MULTILINE)


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


def _mark_placeholder(match: re.Match[str]) -> str:
    if match.group(1):
        return match.group(1)
    return f'<span class="sop-placeholder">[{match.group(2)}]</span>'
