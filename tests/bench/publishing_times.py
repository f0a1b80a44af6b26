"""What the measuring process tells the one that started it."""

from __future__ import annotations

import msgspec


class Publish(msgspec.Struct):
    """Milliseconds from the start of a publish to its commit, and to the first answer that shows it."""

    committed: float
    served: float
