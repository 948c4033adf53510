"""Small libraries under the hands of a writer, and previews of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sopgen.preview.keeping import Keeper, Stopped
from sopgen.preview.server import PreviewServer
from sopgen.preview.site import Answer, Site
from sopgen.preview.watching import Watcher
from tests.engines.projects import CONFIG, make_project
from tests.site.libraries import BODY, TODAY, sop

CARD: Final = "fraud/block-a-card.md"
BILL: Final = "billing/explain-a-bill.md"
PAGE: Final = "fraud/block-a-card/"
PLAIN: Final = CONFIG.replace("  - search\n", "")
TEXTS: Final = {
    CARD: sop(id="SOP-FR-001", title="Block a card", department="fraud"),
    BILL: sop(id="SOP-BI-001", title="Explain a bill", department="billing", status="draft"),
    "about/team.md": "# Our team\n\nSee [cards](../fraud/block-a-card.md).\n",
}
LATE: Final = BODY.replace("- Time limit: 5 minutes", "- Time limit: soon")


class Library:
    """A library on disk, with a keeper of its preview."""

    def __init__(self, root: Path, config: str = PLAIN) -> None:
        self.root = root
        self.config = make_project(root, TEXTS, config)
        self.warnings: list[str] = []
        self.keeper = Keeper(self.config, lambda: TODAY, warn=self.warnings.append)

    def write(self, name: str, text: str | bytes) -> None:
        """Write one file below `sops/`."""
        file = self.root / "sops" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def site(self) -> Site:
        """The site as it is now."""
        state = self.keeper.look()
        assert isinstance(state, Site), state
        return state

    def stopped(self) -> Stopped:
        """Why there is no site now."""
        state = self.keeper.look()
        assert isinstance(state, Stopped)
        return state

    def answer(self, address: str) -> Answer:
        """What is at an address now."""
        found = self.site().answer(address)
        assert found is not None, address
        return found

    def page(self, address: str) -> str:
        """The page at an address now."""
        return self.answer(address).content.decode()


@contextmanager
def serving(library: Library) -> Iterator[str]:
    """A running preview that follows edits; gives its address, with a slash at its end."""
    keeper = library.keeper
    with (
        PreviewServer("127.0.0.1", 0, keeper) as server,
        Watcher(lambda: keeper.folders, keeper.look),
    ):
        keeper.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()
