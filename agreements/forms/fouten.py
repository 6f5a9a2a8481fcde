"""What a service refused, on the form that asked for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


def voeg_fouten_toe(formulier: Any, fout: ValidationError) -> None:
    """Show what was refused at the fields of the form, and what belongs to no field above it."""
    if hasattr(fout, "error_dict"):
        for veld, fouten in fout.error_dict.items():
            formulier.add_error(veld if veld in formulier.fields else None, fouten)
    else:
        formulier.add_error(None, fout)
