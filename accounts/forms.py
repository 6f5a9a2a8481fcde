"""The forms of log-in and account, with Dutch sentences that say what to do."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from accounts.models import User

LANGSTE_NAAM = User._meta.get_field("username").max_length or 0


class Inlogformulier(AuthenticationForm):
    """User name and password; never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": "De gebruikersnaam of het wachtwoord klopt niet. Let op hoofdletters en probeer het opnieuw.",
        "inactive": "Dit account is uitgeschakeld. Vraag een beheerder om hulp.",
    }

    def clean_username(self) -> str:
        """A name that is too long for any account is a wrong one; Django only tells browsers how long it may be."""
        username: str = self.cleaned_data["username"]
        if len(username) > LANGSTE_NAAM:
            raise self.get_invalid_login_error()
        return username


class Wachtwoordformulier(PasswordChangeForm):
    """The old password, and twice the new one."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "Uw huidige wachtwoord klopt niet. Typ het opnieuw.",
    }
