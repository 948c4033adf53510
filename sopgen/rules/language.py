"""Rules of plain language: one meaning, short sentences, no unexplained words (SOP701-SOP706)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route, Severity
from sopgen.model.markdown import Node
from sopgen.model.source import Span
from sopgen.model.vocabulary import Vocabulary
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]

_ABBREVIATION: Final = re.compile(r"(?<![\w-])([A-Z]{2,6})s?(?![\w-]|\.\w| ?\d| [A-Z]+ ?\d)")
_CAPITALS: Final = re.compile(r"[A-Z]{2,}")
_COMMON: Final = frozenset(
    {"OK", "ID", "PDF", "TV", "AM", "PM", "II", "III", "IV", "VI"}
    # Words that people write in capitals to stress them.
    | {"NOT", "MUST", "NEVER", "ALWAYS", "DO", "AND", "OR", "NO", "YES", "ALL", "ANY", "STOP"}
    | {"THE", "IF", "THEN", "ONLY"}
    # Places to be filled, which have a rule of their own.
    | {"TODO", "TBD", "TBC", "FIXME", "XXX"}
)
_SENTENCE_END: Final = re.compile(r"[.!?:;](?:\s|$)")
_VAGUE: Final = re.compile(
    r"\b(as soon as possible|asap|(?:if|as|where) (?:necessary|needed|appropriate|possible)"
    r"|in a timely manner|timely|promptly|and so on|etc|regularly|from time to time|as required"
    r"|reasonable time)\b",
    re.IGNORECASE,
)
# Looking for plain text first is much faster than the patterns.
_VAGUE_CLUES: Final = (
    *("as soon", "asap", "necessary", "needed", "appropriate", "possible", "timely", "promptly"),
    *("so on", "etc", "regularly", "to time", "required", "reasonable"),
)
_SHOULD_CLUES: Final = ("should", "ought", "shall", "may want", "recommended")
_SHOULD: Final = re.compile(
    r"\b(should|ought to|shall|may want to|is recommended to)\b", re.IGNORECASE
)
_TWICE: Final = re.compile(r"\b(?!(?:that|had|bye)\b)([a-z]{2,})[ \t]+\1\b", re.IGNORECASE)
_EMPTY_TEXT: Final = re.compile(
    r"(click )?(here|this|link|this link|this page|more|read more|see here|hier|ici|aquí)\.?",
    re.IGNORECASE,
)
_LINK_TARGET: Final = re.compile(r"\]\([^)\s]{0,300}\)")
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")
_LONGEST_SENTENCE: Final = 30


@rule("SOP701", "unexplained-abbreviation", Severity.WARNING)
def unexplained_abbreviation(case: Case) -> Found:
    """An abbreviation is explained neither here nor in the vocabulary.

    Why: New colleagues do not know it, and one abbreviation often means two things.

    Wrong:
        ## Scope

        Calls that reach us through the ACD.

    Right:
        ## Scope

        Calls that reach us through the automatic call distribution (ACD).
    """
    document = case.document
    known = _explained(case.vocabulary)
    if known.issuperset(_CAPITALS.findall(document.source.slice(document.body_span))):
        return
    known = known | _explained_here(document)
    for node in document.nodes("text"):
        for match in _ABBREVIATION.finditer(node.text):
            word = match.group(1)
            if word not in known:
                known = known | {word}
                at = Span(node.start + match.start(1), node.start + match.end(1))
                hint = f'Write "the long form ({word})" here, or define it under Definitions.'
                yield f'The abbreviation "{word}" is never explained.', at, hint


def _explained(vocabulary: Vocabulary) -> frozenset[str]:
    words = [*vocabulary.entries("terms"), *(key.upper() for key in vocabulary.entries("kpis"))]
    codes = [entry.more.get("code", "") for entry in vocabulary.entries("departments").values()]
    return _COMMON.union(words, codes)


def _explained_here(document: Document) -> frozenset[str]:
    defined = " ".join(entry.name for entry in document.definitions)
    words = set(re.findall(r"\b[A-Z]{2,6}\b", defined))
    text = document.source.slice(document.body_span)
    words.update(re.findall(r"\(([A-Z]{2,6})s?\)", text))
    words.update(re.findall(r"\b([A-Z]{2,6})s? \([^\W\d_]", text))
    return frozenset(words)


@rule("SOP702", "long-sentence", Severity.WARNING)
def long_sentence(case: Case) -> Found:
    """A sentence of a step is longer than thirty words.

    Why: With a customer on the line nobody can read it in one go, and a second action hides in it.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the number on the customer's page and say your name and ask whether the customer has
        time and then explain what happened and what you promise and when you call again.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the number on the customer's page. Say your name, and ask whether the customer has
        time. Then explain what happened, what you promise, and when you call again.
    """
    for step in case.document.steps:
        for node in case.document.nodes("paragraph", "item", within=step.body):
            yield from _long_sentences(case.document, node)


def _long_sentences(document: Document, node: Node) -> Found:
    if any(child.kind == "paragraph" for child in node.children):
        return
    inline = [
        child for child in node.children if child.kind not in {"list", "quote", "code", "table"}
    ]
    if not inline:
        return
    start, end = inline[0].start, inline[-1].end
    if end - start < 3 * _LONGEST_SENTENCE:
        return
    text = document.source.slice(Span(start, end))
    begin = 0
    for match in [*_SENTENCE_END.finditer(text), None]:
        stop = match.end() if match else len(text)
        # So many words, with something between them, take more than twice as many letters.
        is_long = stop - begin > 2 * _LONGEST_SENTENCE
        words = _WORD.findall(_LINK_TARGET.sub("]", text[begin:stop])) if is_long else ()
        if len(words) > _LONGEST_SENTENCE:
            skipped = len(text[begin:stop]) - len(text[begin:stop].lstrip())
            at = Span(start + begin + skipped, start + stop)
            yield (
                f"This sentence has {len(words)} words.",
                at,
                "Make two of it: one action a sentence.",
            )
        begin = stop


@rule("SOP703", "vague-wording", Severity.WARNING)
def vague_wording(case: Case) -> Found:
    """A step leaves open when or how much ("as soon as possible", "if necessary").

    Why: Everybody fills the gap in their own way, so the same case ends differently.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the customer as soon as possible.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the customer within two hours.
    """
    if any(clue in case.document.source.lowered for clue in _VAGUE_CLUES):
        hint = "Say by when, how much, or in which case."
        yield from _in_steps(case, _VAGUE, '"{}" leaves open what is meant.', hint)


@rule("SOP704", "weak-instruction", Severity.WARNING)
def weak_instruction(case: Case) -> Found:
    """A step suggests instead of telling ("should"), so nobody knows whether to do it.

    Why: An instruction tells what to do (EU GMP, chapter 4); what may be left is no step.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        You should call the number on the customer's page.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the number on the customer's page.
    """
    if any(clue in case.document.source.lowered for clue in _SHOULD_CLUES):
        hint = 'Write the action itself: "Check …".'
        yield from _in_steps(case, _SHOULD, '"{}" leaves open whether it is to be done.', hint)


def _in_steps(case: Case, pattern: re.Pattern[str], message: str, hint: str) -> Found:
    if not case.document.language.startswith("en"):
        return
    document = case.document
    for step in document.steps:
        if not pattern.search(document.source.slice(step.body)):
            continue
        quotes = [quote.span for quote in document.nodes("quote", within=step.body)]
        for node in document.nodes("text", within=step.body):
            # What a customer is told may well say "should".
            if any(quote.start <= node.start < quote.end for quote in quotes):
                continue
            for match in pattern.finditer(node.text):
                at = Span(node.start + match.start(), node.start + match.end())
                yield message.format(match.group()), at, hint


@rule("SOP705", "doubled-word", Severity.WARNING)
def doubled_word(case: Case) -> Found:
    """A word stands twice in a row.

    Why: It is a slip of the keyboard, and mostly shows where a sentence was changed in a hurry.

    Wrong:
        ## Scope

        Calls that we we promise.

    Right:
        ## Scope

        Calls that we promise.
    """
    words = case.document.source.lowered.split()
    doubled = compress(words, map(eq, words, islice(words, 1, None)))
    if not any(word.isalpha() for word in doubled):
        return
    for node in case.document.nodes("text"):
        for match in _TWICE.finditer(node.text):
            at = Span(node.start + match.start(), node.start + match.end())
            yield f'"{match.group(1)}" stands here twice.', at, "Delete one."


@rule("SOP706", "empty-link-text", Severity.WARNING)
def empty_link_text(case: Case) -> Found:
    """A link's text does not say where it leads (WCAG 2.2, 2.4.4).

    Why: Screen readers list links by their text, and a page with five links named "here" helps
    nobody.

    Wrong:
        ## Scope

        For the list click [here](https://example.org/calls).

    Right:
        ## Scope

        Calls as in [the list of promises](https://example.org/calls).
    """
    for link in case.document.links:
        if not link.is_image and _EMPTY_TEXT.fullmatch(link.text.strip()):
            message = f'The link text "{link.text}" does not say where it leads.'
            yield message, link.span, "Use the name of the page or document."
