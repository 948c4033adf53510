"""Rules on reading a file (SOP101-SOP116): what is found before there is a document."""

from __future__ import annotations

from sopgen.rules.registry import reported


@reported("SOP101", "unreadable-file")
def unreadable_file() -> None:
    """The file cannot be read at all.

    Why: A document that the build cannot open is missing from the site without anybody noticing.
    """


@reported("SOP102", "not-utf8")
def not_utf8() -> None:
    """The file is not encoded as UTF-8.

    Why: Letters such as é, ü or 步 turn into other signs, and names and amounts become wrong.
    """


@reported("SOP103", "missing-front-matter")
def missing_front_matter() -> None:
    """The file does not begin with front matter.

    Why: Without its fields nobody knows the document's number, owner, version and status, and it
    cannot be listed.

    Wrong:
        <!-- whole file -->
        # Call a customer back

        Call the number on the customer's page.

    Right:
        title: Call a customer back
    """


@reported("SOP104", "unclosed-front-matter")
def unclosed_front_matter() -> None:
    """The front matter has no closing line of exactly three hyphens.

    Why: Programs cannot tell where the fields end and the text begins, and read one as the other.

    Wrong:
        effective_date: 2026-09-01
        related_docs: []
        ...

    Right:
        effective_date: 2026-09-01
        related_docs: []
    """


@reported("SOP105", "invalid-yaml")
def invalid_yaml() -> None:
    """The front matter is no valid YAML.

    Why: No field can be trusted then: a colon or a quotation mark in the wrong place changes where
    a value ends.

    Wrong:
        title: Refunds: what we promise

    Right:
        title: "Refunds: what we promise"
    """


@reported("SOP106", "tab-in-front-matter")
def tab_in_front_matter() -> None:
    """A tab stands in the front matter where YAML needs spaces.

    Why: Editors show a tab as any number of spaces, so two lines that look alike are read
    differently.

    Wrong:
        tags:
        ␉- calls

    Right:
        tags:
          - calls
    """


@reported("SOP107", "duplicate-key")
def duplicate_key() -> None:
    """A field stands twice in the front matter.

    Why: Programs do not agree on which of the two counts.

    Wrong:
        owner: team-lead
        owner: complaints-lead

    Right:
        owner: team-lead
    """


@reported("SOP108", "front-matter-without-fields")
def front_matter_without_fields() -> None:
    """The front matter holds something else than fields with values at its left edge.

    Why: No field can be found, so the document has no number, owner or status.

    Wrong:
        ---
        - id: SOP-CS-101
        - title: Call a customer back
        ---

        ## Purpose

        Reach the customer on the day that we promised.

        ## Scope

        Every call that we promise to make.

        ## Responsibilities

        - **Frontline agent:** calls back.

    Right:
        title: Call a customer back
    """


@reported("SOP109", "invisible-character")
def invisible_character() -> None:
    """The file holds a character that nobody sees and that programs read differently.

    Why: Text that looks the same is then not the same: search misses it, ids do not match, and a
    reversed direction can make a sentence say something else than its bytes.

    Wrong:
        title: Call a\u200b customer back

    Right:
        title: Call a customer back
    """


@reported("SOP110", "alias-or-tag")
def alias_or_tag() -> None:
    """The front matter uses an anchor, an alias or a tag of YAML.

    Why: They make one value depend on another or on a program, so a reader cannot tell what it is.

    Wrong:
        owner: &lead team-lead

    Right:
        owner: team-lead
    """


@reported("SOP111", "file-too-large")
def file_too_large() -> None:
    """The file is larger than the settings allow.

    Why: Nobody can follow such a document during a call; mostly a picture was pasted into it.
    """


@reported("SOP112", "merge-conflict")
def merge_conflict() -> None:
    """A merge conflict was left in the file.

    Why: Both versions of a sentence stand there, and nobody has decided which one holds.

    Wrong:
        ## Scope

        <<<<<<< HEAD
        Every call that we promise to make.
        =======
        Every call by phone that we promise to make.
        >>>>>>> scope-by-phone

    Right:
        ## Scope

        Every call by phone that we promise to make.
    """


@reported("SOP113", "nested-too-deep")
def nested_too_deep() -> None:
    """Values, lists or quotations are nested deeper than any person writes.

    Why: Nobody can read it, and programs that try may fail.

    Wrong:
        tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[calls]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

    Right:
        tags: [calls]
    """


@reported("SOP114", "typographic-quotes")
def typographic_quotes() -> None:
    """A value stands in typographic quotation marks, which YAML takes for part of the text.

    Why: Word processors and web pages turn straight marks into curly ones; the value then has
    marks around it that nobody meant, and matches nothing.

    Wrong:
        version: “1.0.0”

    Right:
        version: "1.0.0"
    """


@reported("SOP115", "second-front-matter")
def second_front_matter() -> None:
    """A second block of front matter stands below the first.

    Why: Only the first one counts: what somebody wrote in the second is without effect.

    Wrong:
        effective_date: 2026-09-01
        related_docs: []
        ---

        ---
        status: retired
        ---

    Right:
        effective_date: 2026-09-01
        related_docs: []
    """


@reported("SOP116", "typographic-mark-in-fields")
def typographic_mark_in_fields() -> None:
    """A special space, colon or bullet stands where YAML needs an ordinary one.

    Why: It looks right and is read as part of the name or value, so the field seems to be missing.

    Wrong:
        tags:
          • calls
          • promises

    Right:
        tags:
          - calls
          - promises
    """
