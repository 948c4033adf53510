"""Rules on the fields of the front matter (SOP201-SOP215), found by the schema."""

from __future__ import annotations

from sopgen.rules.registry import reported


@reported("SOP201", "missing-field")
def missing_field() -> None:
    """A field that the template requires is missing."""


@reported("SOP202", "unknown-field")
def unknown_field() -> None:
    """A field is not known to the template."""


@reported("SOP203", "wrong-type")
def wrong_type() -> None:
    """A field holds another kind of value than it must."""


@reported("SOP204", "version-as-number")
def version_as_number() -> None:
    """The version is read as a number, which loses digits."""


@reported("SOP205", "impossible-date")
def impossible_date() -> None:
    """A date does not exist, or is written in another form than year-month-day."""


@reported("SOP206", "value-not-allowed")
def value_not_allowed() -> None:
    """A field holds a value that is not one of the allowed ones."""


@reported("SOP207", "wrong-form")
def wrong_form() -> None:
    """A field is not written in the form that it must have."""


@reported("SOP208", "wrong-length")
def wrong_length() -> None:
    """A text is longer or shorter than it may be."""


@reported("SOP209", "not-in-vocabulary")
def not_in_vocabulary() -> None:
    """A field names a key that the vocabulary does not have."""


@reported("SOP210", "repeated-item")
def repeated_item() -> None:
    """A list names the same thing twice."""


@reported("SOP211", "unknown-type")
def unknown_type() -> None:
    """There is no template for the document's type."""


@reported("SOP212", "schema-violation")
def schema_violation() -> None:
    """The document breaks a demand of the schema that has no rule of its own."""


@reported("SOP213", "impossible-duration")
def impossible_duration() -> None:
    """A duration is not written as ISO 8601 has it."""


@reported("SOP214", "empty-field")
def empty_field() -> None:
    """A field has a name and no value."""


@reported("SOP215", "wrong-web-address")
def wrong_web_address() -> None:
    """A web address is not complete."""
