"""A document as data: as a whole, or one property alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.checking import HERE
from tests.reading.reading import document_of, reading_of


@pytest.mark.parametrize("file", sorted((HERE / "valid").glob("*.md")), ids=lambda file: file.stem)
def test_one_property_is_what_the_whole_holds_of_it(file: Path) -> None:
    document = reading_of(file.read_bytes()).document
    assert document is not None
    assert {name: document.value(name) for name in document.data} == document.data
    assert document.value("nothing of this name") is None


def test_a_field_stands_before_a_section_of_its_name() -> None:
    document = document_of(
        "## Purpose\n\nFrom the body.\n", "id: SOP-CS-101\ntype: procedure\npurpose: A field.\n"
    )
    assert document.value("purpose") == document.data["purpose"] == "A field."
