"""Whatever is asked with, the answer is an answer or a reason; a wrong argument is named."""

from __future__ import annotations

import pytest

from sopgen.answering.arguments import check_arguments
from sopgen.answering.refusals import Reason, RefusedError
from sopgen.answering.tools import TOOLS


def refused(tool: str, arguments: object) -> Reason:
    with pytest.raises(RefusedError) as caught:
        check_arguments(arguments, TOOLS[tool].arguments)
    return caught.value.reason


@pytest.mark.parametrize(
    ("tool", "arguments", "argument", "says"),
    [
        ("get_step", {"id": "A"}, None, "An argument is missing: number."),
        ("get_step", {"id": "A", "number": "1"}, "number", "number must be a whole number."),
        ("get_step", {"id": "A", "number": True}, "number", "number must be a whole number."),
        ("get_step", {"id": "A", "number": 0}, "number", "number must be at least 1."),
        ("search", {"query": "x", "limit": 21}, "limit", "limit must be at most 20."),
        ("search", {"query": ""}, "query", "query is empty."),
        ("search", {"query": "x" * 401}, "query", "query has 401 characters; the most is 400."),
        ("search", {"query": ["x"]}, "query", "query must be text."),
        ("search", {"query": "a\x00b"}, "query", "control characters"),
        ("search", {"query": "a\u202eb"}, "query", "control characters"),
        ("get_document", {"id": "A\nB"}, "id", "more than one line"),
        ("get_document", {"id": "A", "day": "2026-02-30"}, "day", "no such day"),
        ("get_document", {"id": "A", "day": "yesterday"}, "day", "write it as 2026-09-01"),
        ("get_document", {"id": "A", "day": "2026-09-01\n"}, "day", "day has 11 characters"),
        ("get_document", {"id": "A", "vresion": "1"}, "vresion", "There is no argument"),
        ("get_document", "A", None, "no JSON object"),
    ],
)
def test_the_wrong_argument_is_named(
    tool: str, arguments: object, argument: str | None, says: str
) -> None:
    reason = refused(tool, arguments)
    assert (reason.kind, reason.argument) == ("invalid_argument", argument)
    assert says in reason.message


def test_a_slip_in_a_name_is_told() -> None:
    assert refused("get_document", {"id": "A", "vresion": "1"}).did_you_mean == "version"


def test_null_is_as_if_left_out() -> None:
    given = check_arguments({"id": "A", "version": None}, TOOLS["get_document"].arguments)
    assert given == {"id": "A"}


def test_customers_words_may_have_lines() -> None:
    text = "Hello,\r\n\tmy card is gone"
    assert check_arguments({"query": text}, TOOLS["search"].arguments) == {"query": text}


def test_a_wrong_value_is_cut_when_it_is_said_back() -> None:
    assert len(refused("get_document", {"id": "A", "y" * 9_999: 1}).message) < 200
