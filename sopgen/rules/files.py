"""Rules on reading a file (SOP101-SOP113): what is found before there is a document."""

from __future__ import annotations

from sopgen.rules.registry import reported


@reported("SOP101", "unreadable-file")
def unreadable_file() -> None:
    """The file cannot be read at all."""


@reported("SOP102", "not-utf8")
def not_utf8() -> None:
    """The file is not encoded as UTF-8."""


@reported("SOP103", "missing-front-matter")
def missing_front_matter() -> None:
    """The file does not begin with front matter."""


@reported("SOP104", "unclosed-front-matter")
def unclosed_front_matter() -> None:
    """The front matter has no closing line of ---."""


@reported("SOP105", "invalid-yaml")
def invalid_yaml() -> None:
    """The front matter is no valid YAML."""


@reported("SOP106", "tab-in-front-matter")
def tab_in_front_matter() -> None:
    """A tab stands in the front matter where YAML needs spaces."""


@reported("SOP107", "duplicate-key")
def duplicate_key() -> None:
    """A field stands twice in the front matter."""


@reported("SOP108", "front-matter-without-fields")
def front_matter_without_fields() -> None:
    """The front matter holds something else than fields with values."""


@reported("SOP109", "invisible-character")
def invisible_character() -> None:
    """The file holds a character that nobody sees and that programs read differently."""


@reported("SOP110", "alias-or-tag")
def alias_or_tag() -> None:
    """The front matter uses an alias or a tag of YAML."""


@reported("SOP111", "file-too-large")
def file_too_large() -> None:
    """The file is larger than the settings allow."""


@reported("SOP112", "merge-conflict")
def merge_conflict() -> None:
    """A merge conflict was left in the file."""


@reported("SOP113", "nested-too-deep")
def nested_too_deep() -> None:
    """Values, lists or quotations are nested deeper than any person writes."""
