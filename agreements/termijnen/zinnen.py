"""Does the sentence around a phrase tell of something that has happened?

This is grammar by its outward signs, for a phrase whose dates do not settle it ("dit jaar", or no
overlegdatum): the clause that holds the phrase is in the past when it has a past verb, or an auxiliary with a
past participle after the phrase ("Dit voorjaar heeft het Rijk ... gesproken") and no verb that looks ahead.
"""

from __future__ import annotations

import re

from agreements.termijnen.patronen import een_van, patroon

#: A clause is never looked for further away than this.
_BEREIK = 400

_AFKORTINGEN = ("jl", "nr", "ca", "bijv", "incl", "mld", "mln", "o.a", "d.d", "c.s", "t.b.v", "t.a.v", "i.r.t", "m.b.t")
_GEEN_AFKORTING = "".join(rf"(?<!\b{re.escape(afkorting)}\.)" for afkorting in _AFKORTINGEN)
_ZINSEINDE = re.compile(
    rf"[.!?](?=\s|$){_GEEN_AFKORTING}|[;:❖•·▪|]|\n\s*(?:[-*+#o]\s|[0-9]+\.\s)",
)
_VOEGWOORD = (
    r"(?:om|dat|die|zodat|omdat|waar|waarbij|waarin|waarna|waarvan|waarmee|waardoor|zoals|terwijl|als|indien|maar|en)"
)
_GRENS = r",(?![0-9])|[()]|\s[–-]\s"
#: "Rijk en regio" are one subject.
_BIJZIN_BEGINT = patroon(
    rf"(?:{_GRENS}|\b{_VOEGWOORD})(?=\s)(?!(?<=en) (?:regio|provincie|gemeente|waterschap|rijk|partner))"
)
#: After the phrase "en" does not end the clause: "zijn in Zuid-Holland 5 en in Zeeland 3 woningen gebouwd".
_BIJZIN_EINDIGT = patroon(rf"{_GRENS}|\b(?!en\b){_VOEGWOORD}\b")
_TUSSEN_HAAKJES = re.compile(r"\([^()]*\)")

_HULPWERKWOORD = r"(?:is|zijn|was|waren|heb|heeft|hebben|had|hadden)"
_HULP = patroon(rf"\b{_HULPWERKWOORD}\b")
_HULP_VOOROP = patroon(rf"\s*{_HULPWERKWOORD}\b")
_HEBBEN_VOOROP = patroon(r"\s*(?:heb|heeft|hebben)\b")
_VERLEDEN_TIJD = patroon(
    r"\b(?:werd(?:en)?|ging(?:en)?|vond(?:en)?|kreeg|kregen|stond(?:en)?|sprak(?:en)?|kwam(?:en)?|dienden?|startten?"
    r"|stelden?|besloot|maakten?|brach(?:t|ten)|leverden?|stuurden?|ondertekenden?|nam(?:en)?|gaf|gaven|deed|deden"
    r"|liet(?:en)?|koos|kozen|begon(?:nen)?|hield(?:en)?|bood|boden|\w{3,}eerden?)\b"
)
_AL = patroon(r"\b(?:reeds|inmiddels|destijds|toen|al(?! (?:het|de|deze|die|dit|onze|hun)\b))\b")
_VOORUIT = patroon(
    r"\b(?:wordt|worden|zal|zullen|gaat|gaan|moet|moeten|kan|kunnen|wil|willen|dient|dienen|streeft|streven|te"
    r"|nodig|noodzakelijk|voorzien|gepland|beoogd|verwacht|gewenst|bedoeling|inzet)\b"
)

#: Participles that announce: what they speak of is still to come ("is afgesproken in 2025 te starten").
_AANKONDIGEND = een_van(
    ["afgesproken", "overeengekomen", "besloten", "toegezegd", "uitgesproken", "verzocht", "gevraagd", "voorgenomen"]
)
#: Words that look like a participle and are none.
_GEEN_DEELWOORD = (
    r"(?!gereed|gemeent|gemeen|gebied|gesprek|gebruik\w*en\b|geven\b|gegeven\w|gebeur|gevolg|gedeelte|geval|gewest"
    r"|gezond|gericht|geld|gezamenlijk|beleid|beeld|besluit|bericht|bestand|belang|begroting|verband|verschil"
    r"|overheid|\w+(?:heid|teit)\b)"
)
_MET_GE = r"\w*ge\w{2,}(?:d|t|en)"
_ZONDER_GE = (
    r"(?:be|ver|her|ont|er)\w{2,}(?:d|t)|\w*(?:sproken|sloten|komen|nomen|vonden|schenen|dragen|gegaan|gedaan|gezien)"
)
_DEELWOORD = patroon(rf"\b{_GEEN_DEELWOORD}(?:{_MET_GE}|{_ZONDER_GE})\b")
_DEELWOORD_ERVOOR = patroon(rf"\b(?!{_AANKONDIGEND}){_DEELWOORD.pattern}\s+(?:\w+\s+)?$")

#: Headings and labels: the phrase behind them dates a document, or says what a piece is about.
_OPSCHRIFT = patroon(
    r"\b(?:uitkomsten|vooruitblik(?: op)?|terugblik(?: op)?|dossier|afsprakenlijst|verslag|datum|kenmerk"
    r"|vergaderjaar|con[a-z]*versie|versie|concept|d\.d\.|dd\.?)\s*:?[\s*_]*(?:(?:van|voor) )?(?:het |de )?$"
)  #: "de in 2024 vastgestelde agenda".
_LIDWOORD_ERVOOR = patroon(r"\b(?:de|het|een|onze|hun|deze|die)\s+(?:in\s+|op\s+)?(?:(?:het|de)\s+)?$")
_BIJVOEGLIJK = patroon(r"\s*(?:\w*ge\w{2,}|(?:be|ver|her|ont|er)\w{2,})[dt]e\b")

#: "Het besluit van 14 september": a day without a year behind a document is the day of that.
_STUK = patroon(
    r"\b(?:\w*besluit|\w*brief|motie|\w*verslag|convenant|\w*akkoord|overeenkomst|\w*notitie|rapport|advies|uitspraak"
    r"|amendement|toezegging|bericht) van (?:\w+dag )?$"
)


def is_dag_van_stuk(tekst: str, begin: int) -> bool:
    """Whether a day stands behind the document that is of that day."""
    return _STUK.search(tekst[max(0, begin - 60) : begin]) is not None


def staat_achter_opschrift(tekst: str, begin: int) -> bool:
    """Whether a phrase stands right behind a label such as "Datum:" or "Uitkomsten", in whatever sentence."""
    return _OPSCHRIFT.search(tekst[max(0, begin - 60) : begin]) is not None


def zin_om(tekst: str, begin: int, eind: int) -> tuple[str, str]:
    """What stands before and after a phrase in its own sentence."""
    voor, na = tekst[max(0, begin - _BEREIK) : begin], tekst[eind : eind + _BEREIK]
    slot = _ZINSEINDE.search(na)
    return _na_laatste(_ZINSEINDE, voor), na[: slot.start()] if slot else na


def deelzin_om(tekst: str, begin: int, eind: int) -> tuple[str, str]:
    """What stands before and after a phrase in its own clause, what is in brackets left out."""
    return _deelzin(*zin_om(tekst, begin, eind))


def _deelzin(zin_voor: str, zin_na: str) -> tuple[str, str]:
    zin_voor, zin_na = _TUSSEN_HAAKJES.sub(" ", zin_voor), _TUSSEN_HAAKJES.sub(" ", zin_na)
    slot = _BIJZIN_EINDIGT.search(zin_na)
    return _na_laatste(_BIJZIN_BEGINT, zin_voor), zin_na[: slot.start()] if slot else zin_na


def vertelt_verleden(tekst: str, begin: int, eind: int, *, vooruit: bool = False) -> bool:
    """Whether the clause of the phrase tells of the past.

    `vooruit`: the phrase itself looks ahead, and what is done then can be told in the perfect: "binnen een jaar zijn
    de plekken gekozen".
    """
    zin_voor, zin_na = zin_om(tekst, begin, eind)
    if _LIDWOORD_ERVOOR.search(zin_voor) and _BIJVOEGLIJK.match(zin_na):
        return True
    voor, na = _deelzin(zin_voor, zin_na)
    zin_voor, zin_na = _TUSSEN_HAAKJES.sub(" ", zin_voor), _TUSSEN_HAAKJES.sub(" ", zin_na)
    if _VOORUIT.search(na) or _VOORUIT.search(voor):
        return False
    if _VERLEDEN_TIJD.search(na) or _VERLEDEN_TIJD.search(voor):
        return True
    if vooruit:
        return bool(_AL.search(na) or _AL.search(voor))
    if _HEBBEN_VOOROP.match(na):  # the participle can stand at the far end of the sentence
        return bool(_DEELWOORD.search(zin_na))
    if _HULP_VOOROP.match(na) or _HULP.search(voor) or _HULP.search(na):
        return bool(_DEELWOORD.search(na) or _DEELWOORD_ERVOOR.search(voor[-60:]))
    return bool(_DEELWOORD.search(na) and _HULP.search(zin_voor))


def _na_laatste(regel: re.Pattern[str], tekst: str) -> str:
    einden = [match.end() for match in regel.finditer(tekst)]
    return tekst[einden[-1] :] if einden else tekst
