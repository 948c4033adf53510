"""Rules of change control (SOP601-SOP616): a change against what stood before it."""

from __future__ import annotations

from sopgen.model.finding import Severity
from sopgen.rules.registry import reported


@reported("SOP601", "changed-without-version")
def changed_without_version() -> None:
    """The content changed, and the version is still the same.

    Why: Two texts under one version cannot be told apart: nobody could say which one was followed.
    """


@reported("SOP602", "version-lower")
def version_lower() -> None:
    """The version is lower than the one before.

    Why: Versions count upwards for ever. Going back to an earlier text is a new version too.
    """


@reported("SOP603", "version-skipped")
def version_skipped() -> None:
    """The version skips a number, so readers look for one that never was.

    Why: An auditor who sees 1.0.0 and 1.2.0 asks for 1.1.0. There must be no gap to explain.
    """


@reported("SOP604", "version-step-too-small")
def version_step_too_small() -> None:
    """The version moved less than the change asks for.

    Why: A new major version tells people to read again or be retrained. Where a step, role, limit
    or confirmation changed, they must.
    """


@reported("SOP605", "no-reason-for-change")
def no_reason_for_change() -> None:
    """A new version does not say what changed, and why.

    Why: The revision table is made of these sentences; readers learn from them what is new.
    """


@reported("SOP606", "old-reason-left")
def old_reason_left() -> None:
    """A new version still has the change summary of the version before.

    Why: The revision table would tell readers of a change that was made earlier.
    """


@reported("SOP607", "issued-document-deleted")
def issued_document_deleted() -> None:
    """A document that people followed was deleted instead of retired.

    Why: Obsolete documents are kept and marked (ISO 9001, 7.5.3). Whoever opens the old address
    must learn what replaces it.
    """


@reported("SOP608", "id-changed")
def id_changed() -> None:
    """A document's id was changed.

    Why: An id is permanent: tickets, links and records name it.
    """


@reported("SOP609", "id-reused")
def id_reused() -> None:
    """An id that another document once had is given to a new one.

    Why: Old records would point at a document that they never meant.
    """


@reported("SOP610", "status-moved-back")
def status_moved_back() -> None:
    """The status moved where it may not.

    Why: Draft leads to pilot and approved, pilot to approved, under the same version too. An
    issued version stays what it is: what is to be redrafted, tried or retired is a new version, so
    that the one before stays in force until then. What is retired stays retired.
    """


@reported("SOP611", "effective-before-change")
def effective_before_change() -> None:
    """A new version claims to be in force since before it was written.

    Why: Nobody could have followed it then: the record would be false.
    """


@reported("SOP612", "approved-by-author")
def approved_by_author() -> None:
    """Somebody approved a change of their own.

    It is looked for where the settings demand four eyes, and where the forge's approvals are given.

    Why: A second person sees what the first one missed; without one there is no approval.
    """


@reported("SOP613", "effective-date-moved")
def effective_date_moved() -> None:
    """The effective date of an issued version was changed.

    Why: It says since when people follow this version. Another day is another version.
    """


@reported("SOP614", "code-owners-behind")
def code_owners_behind() -> None:
    """The code owners that sopgen wrote no longer follow from the documents and the vocabulary.

    Why: The forge would ask the wrong people to review, or nobody. It concerns one file for the
    whole library, so it is found where the whole library is checked, and only where the file has
    the block that "sopgen owners --write" made.
    """


@reported("SOP615", "approval-missing")
def approval_missing() -> None:
    """An approved version lacks the approval of its approver's role, as the forge tells it.

    Why: What nobody in the role has read is not approved (ISO 9001, 7.5.2). An approval of an
    earlier text says nothing of this one. It is checked where the forge's data are given, and who
    is in a role is read from the base: a change cannot appoint its own approver.
    """


@reported("SOP616", "approvers-unnamed", Severity.WARNING)
def approvers_unnamed() -> None:
    """The vocabulary names nobody for any role, so no approval can be held against it.

    Why: Whether the approver's role approved can only be known when it is written down who is in
    it: "members" of a role in schema/vocabulary.yml, by their names on the forge. From the day that
    one role has somebody, an approval that is missing is an error.
    """
