"""What a password must be, where Django has no Dutch sentence for it."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class Minimumlengte(MinimumLengthValidator):
    """Django's own rule, with its refusal in Dutch."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Kies ten minste {self.min_length} tekens."
