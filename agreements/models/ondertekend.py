"""The signature under a row of history; it lives with the accounts, because other rooms sign too."""

from __future__ import annotations

from accounts.ondertekening import Ondertekend, handtekening

__all__ = ["Ondertekend", "handtekening"]
