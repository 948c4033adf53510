"""Files that set a library up are read within limits, and refused with the limit in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_dump

from sopgen.operator_files import (
    DEEPEST,
    LARGEST,
    MOST_VALUES,
    UnreadableError,
    read_json,
    read_limited,
    read_yaml,
    text_of,
)

_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(categories=["L", "N"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
)


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(UnreadableError) as caught:
        read()
    return f"{caught.value.where} {caught.value.problem}. {caught.value.remedy}"


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


@given(_PLAIN)
def test_what_is_within_the_limits_is_read_as_yaml_has_it(value: object) -> None:
    assert read_yaml(safe_dump(value, allow_unicode=True)) == value


@pytest.mark.parametrize("read", [read_yaml, read_json])
def test_values_may_nest_so_deep_and_no_deeper(read: Callable[[str], object]) -> None:
    read(nested(DEEPEST))
    said = refused(lambda: read(nested(DEEPEST + 1)))
    assert f"nests values more than {DEEPEST} levels deep. Write it flatter." in said
    assert str(DEEPEST) in refused(lambda: read(nested(200_000)))


def test_aliases_are_counted_as_if_written_out() -> None:
    read_yaml("a: &a [x, y]\nb: [*a, *a]\n")
    lines = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    said = refused(lambda: read_yaml("\n".join(["a0: &a0 [x]", *lines])))
    assert ", line 6," in said
    assert f"values here, where {MOST_VALUES:,} are the most. Use fewer aliases" in said


def test_a_value_may_not_hold_itself() -> None:
    assert ", line 1, holds *a within itself" in refused(lambda: read_yaml("a: &a [*a]"))


@pytest.mark.parametrize("text", ["a: 2026-02-30", "!!int ''", "!!timestamp x", "!!bool x"])
def test_a_value_that_does_not_exist_is_no_yaml(text: str) -> None:
    assert "no valid YAML" in refused(lambda: read_yaml(text))


def test_more_digits_than_any_number_stay_text() -> None:
    assert read_yaml("0x" + "F" * 5000) == "0x" + "F" * 5000


def test_a_file_may_be_so_large_and_no_larger(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * LARGEST)
    assert len(read_limited(file)) == LARGEST
    file.write_bytes(b"x" * (LARGEST + 5))
    expected = f"has {LARGEST + 5:,} bytes, where {LARGEST:,} are the most"
    assert expected in refused(lambda: read_limited(file))
    assert expected in refused(lambda: text_of(b"x" * (LARGEST + 5)))


def test_neither_folders_nor_devices_are_opened(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        assert "no plain file" in refused(partial(read_limited, path))
    for path in (tmp_path / "none", tmp_path / "a\0b"):
        assert "cannot be read" in refused(partial(read_limited, path))
