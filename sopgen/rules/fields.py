"""Rules on the fields of the front matter (SOP201-SOP215), found by the schema."""

from __future__ import annotations

from sopgen.rules.registry import reported


@reported("SOP201", "missing-field")
def missing_field() -> None:
    """A field that the template requires is missing.

    Why: Lists, the search and an auditor rely on the same fields in every document.

    Wrong:
        department: customer-service
        approver: head-of-customer-service

    Right:
        department: customer-service
        owner: team-lead
        approver: head-of-customer-service
    """


@reported("SOP202", "unknown-field")
def unknown_field() -> None:
    """A field is not known to the template.

    Why: Nothing reads it. Mostly it is a known field misspelt, which then counts as missing.

    Wrong:
        owner: team-lead
        aprover: head-of-customer-service
        effective_date: 2026-09-01

    Right:
        owner: team-lead
        approver: head-of-customer-service
        effective_date: 2026-09-01
    """


@reported("SOP203", "wrong-type")
def wrong_type() -> None:
    """A field holds another kind of value than it must, such as text in place of a list.

    Why: Programs that expect a list of roles or tags would show it letter by letter, or not at all.

    Wrong:
        tags: calls, promises

    Right:
        tags: [calls, promises]
    """


@reported("SOP204", "version-as-number")
def version_as_number() -> None:
    """The version is read as a number, which loses digits.

    Why: YAML turns 1.10 into 1.1, so two versions become one in the history.

    Wrong:
        version: 1.0

    Right:
        version: 1.0.0
    """


@reported("SOP205", "impossible-date")
def impossible_date() -> None:
    """A date does not exist, or is written in another form than year-month-day.

    Why: 01/09/2026 is a day in January to some and in September to others; from that day people
    must work by the document.

    Wrong:
        effective_date: 1.9.2026

    Right:
        effective_date: 2026-09-01
    """


@reported("SOP206", "value-not-allowed")
def value_not_allowed() -> None:
    """A field holds a value that is not one of the allowed ones.

    Why: A misspelt status is no status: the site would not know whether to show the document.

    Wrong:
        status: aproved

    Right:
        status: approved
    """


@reported("SOP207", "wrong-form")
def wrong_form() -> None:
    """A field is not written in the form that it must have.

    Why: Ids and versions are compared and put in order by programs, which need one form.

    Wrong:
        id: sop-cs-101

    Right:
        id: SOP-CS-101
    """


@reported("SOP208", "wrong-length")
def wrong_length() -> None:
    """A text or a list is longer or shorter than the schema allows.

    Why: A long title is cut off in lists and on a phone, just where it would say what differs.

    Wrong:
        title: Call a customer back after a missed call, a broken call or a promise of colleagues

    Right:
        title: Call a customer back
    """


@reported("SOP209", "not-in-vocabulary")
def not_in_vocabulary() -> None:
    """A field names a key that the vocabulary does not have.

    Why: Pages, reading lists and reports are made per role and department: a name that only this
    document uses leads nowhere.

    Wrong:
        department: Customer service

    Right:
        department: customer-service
    """


@reported("SOP210", "repeated-item")
def repeated_item() -> None:
    """A list names the same thing twice.

    Why: Counts and lists made from it are wrong, and one of the two was often meant to be another.

    Wrong:
        audience: [team-lead, frontline-agent, team-lead]

    Right:
        audience: [team-lead, frontline-agent]
    """


@reported("SOP211", "unknown-type")
def unknown_type() -> None:
    """There is no template for the document's type.

    Why: The type says which sections a document must have; without it nothing can be checked.

    Wrong:
        type: procedures

    Right:
        type: procedure
    """


@reported("SOP212", "schema-violation")
def schema_violation() -> None:
    """The document breaks a demand of the schema that has no rule of its own.

    Why: The organisation has put this demand into its schema. The bundled schemas make none.
    """


@reported("SOP213", "impossible-duration")
def impossible_duration() -> None:
    """A duration is not written as ISO 8601 has it.

    Why: The day of the next review is reckoned from it.

    Wrong:
        review_interval: every 3 months

    Right:
        review_interval: P3M
    """


@reported("SOP214", "empty-field")
def empty_field() -> None:
    """A field has a name and no value.

    Why: Nobody can tell whether there is none or whether it was forgotten.

    Wrong:
        related_docs:

    Right:
        related_docs: []
    """


@reported("SOP215", "wrong-web-address")
def wrong_web_address() -> None:
    """A web address is not complete.

    Why: Without https:// the link leads to a page of this site that does not exist.

    Wrong:
        related_docs:
          - title: ISO 10002 overview
            url: www.iso.org/standard/71580.html

    Right:
        related_docs:
          - title: ISO 10002 overview
            url: https://www.iso.org/standard/71580.html
    """
