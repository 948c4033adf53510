"""What the tests of comparison share."""

from __future__ import annotations

import pytest

from sopgen.model.document import Document
from tests.compare.documents import COMPLAINT, read


@pytest.fixture(scope="session")
def complaint() -> Document:
    """A small procedure that has one of everything."""
    return read(COMPLAINT)
