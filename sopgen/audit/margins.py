"""What stands in the margins of each printed page of a package."""

from __future__ import annotations

from sopgen.audit.scope import Scope, Version
from sopgen.edition.dates import spoken_day
from sopgen.edition.validity import version_validity
from sopgen.in_force import Phase
from sopgen.site.paper import Foot, shortened


def margins(scope: Scope, version: Version) -> Foot:
    """Which version of which document it is, since when it holds, and how it stands."""
    held = version_validity(scope.edition, version.document, version.entry)
    title = (version.entry.document or scope.edition.shown(version.document)).title
    effective = version.revision.effective_date
    facts = (
        f"Version {version.entry.version}",
        f"effective {spoken_day(effective)}" if effective else "no effective date",
        f"review due {spoken_day(held.review_due)}" if held.review_due else "",
        taken(scope),
    )
    phase = version.entry.phase
    return Foot(
        head=" · ".join(filter(None, (version.document.id, shortened(title)))),
        mark="" if phase is Phase.IN_FORCE else phase.value.upper(),
        line=" · ".join(filter(None, facts)),
    )


def page_margins(scope: Scope, title: str) -> Foot:
    """The margins of a page that is about the whole package, or about all of a document."""
    head = f"{scope.edition.settings.site_name} · {shortened(title)}"
    return Foot(head=head, mark="", line=taken(scope))


def taken(scope: Scope) -> str:
    """Of which day and commit the package is a copy."""
    return f"copy as of {spoken_day(scope.edition.today)}, commit {scope.commit[:10]}"
