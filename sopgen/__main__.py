"""Runs the command line as `python -m sopgen`."""

import sys

from sopgen.cli import main

sys.exit(main())
