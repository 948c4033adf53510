"""Sees to it that a browser is there before the tests run; `python -m tests.browser.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MISSING: Final = (
    "No Chromium was found, and the tests in a browser need one. "
    "Install it (Debian, Ubuntu: apt-get install chromium)."
)


def find_browser() -> str | None:
    """The path of a Chromium on this machine, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> bool:
    """Get Debian's package where that is possible; whether there is a browser then."""
    if os.name == "nt" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
        command = ["apt-get", *arguments]
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            return False
    return find_browser() is not None


def main() -> int:
    """0 where there is a browser, 1 where none can be had: its tests would prove nothing."""
    if find_browser() is not None or install():
        return 0
    print(_MISSING, file=sys.stderr)  # noqa: T201 it is a command
    return 1


if __name__ == "__main__":
    sys.exit(main())
