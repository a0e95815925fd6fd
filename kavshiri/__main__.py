"""``python -m kavshiri``: the command line."""

from __future__ import annotations

import sys

from kavshiri.command import main

sys.exit(main())
