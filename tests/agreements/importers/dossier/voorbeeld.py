"""A dossier of our own making, with the left-overs that a converter from Word leaves behind."""

from __future__ import annotations

DOSSIER = """\
# Gezamenlijk dossier BO Leefomgeving Oost 2031

conceptversie 3-2

**Gezamenlijk dossier BO Leefomgeving Oost 2031**<br>**Datum: 4 maart 2031, 13:00 – 14:30 uur**

## **Inhoudsopgave**

|                      |    |
|----------------------|----|
| A. Agenda ....       | 2  |
| C. Dossier.....      | 4  |

Zo houden wij het kort:

- alleen wat een besluit vraagt;
- weinig bijlagen.

## A. Agenda BOL landsdeel Oost

Datum: 4 maart

Tijd: 13:00 – 14:30 uur (duur 1,5 uur)

Locatie: Dorpshuis De Brug, Molenweg 1

| TIJDSTIP  | PROGRAMMA-ONDERDEEL | WIE |
|-----------|---------------------|-----|
| XX.XX uur | <b>Inloop</b> |  |
| 13.00 uur | <b>1. Opening</b> | Minister van Dijken, gedeputeerde Water en bestuurders regio |
|           | 1.1. Welkom | |
| 13.10 uur | <b>2. Bruggen en water</b> | Minister van Dijken |
|           | 2.1. De nieuwe brug | Plek nog kiezen |
|           | 2.2. Gebieds- | PM |

|           |                     |     |
|-----------|---------------------|-----|
|           |                     | visie rivier |
| XX.XX uur | <b>3. Hamerpunten</b> | Minister van Dijken |

## B. Deelnemers

Deelnemers namens de regio:

- Gedeputeerde Water
- xx

Deelnemers namens het rijk:

- Minister van Dijken

Ambtelijke ondersteuning Rijk:

- Een secretaris

De zaal is klein.

## C. Dossier

Zo ziet elk punt eruit:

### 1.1. Titel | met bespreekpunt

*In het kort:*

- XX – Vat het punt hier samen in enkele zinnen.

*Voorgestelde afspraken:*

- Schrijf hier wat er straks in de lijst komt te staan.

## 1. Opening

tijd – tijd uur

### 1.1. Welkom tijd – tijd uur

*In het kort:*

- PM

CONCEPT

## 2. Bruggen en water

### 2.1. De nieuwe brug

V02 60% 1-2

Kaart erbij?

*In het kort:*

- De brug is **oud** en draagt 40 m<sup>3</sup> water & <span id="p">zand</span>.
- De kosten zijn door de partijen van het gebied

samen geraamd. Daarvoor is nodig:

- een plan;
- geld.

*Bespreekpunten (indien van toepassing):*

Wat vraagt dit van *iedereen*?

*Voorgestelde afspraken:*

**Rijk en regio spreken af dat:**

- De brug in 2034 opengaat.
- Zij daarvoor:
  - o samen geld zoeken;
  - o één plan maken.

En daarnaast werkt het gebied aan:

- een veerpont;
- o een fietspad.

## 2. Rijk en regio zeggen ook toe;

- Elk jaar verslag te doen.

+ Aandachtspunt: cijfers nalopen

### Toelichting:

1. Eerst dit.
2. Dan dat.

### 2.2. Gebiedsvisie rivier

**Status?**

*NOTA eerste helft (1/2)*

*In het kort:*

- Vat het punt hier samen in enkele zinnen!

*Voorgestelde afspraken:*

- Schrijf hier wat er straks in de lijst komt te slaan.

## NOTA tweede helft (2/2)

### *Voorgestelde afspraken:*

1. De visie krijgt twee delen, te weten:

- de oever;
- het water.

2. De visie is af in 2033.

## 3. Hamerpunten

### 3.1. Verlenging van de regeling

conceptversie 9 januari, nog inkorten

*Voorgestelde afspraken:*

- PM

#### D. Bijlagen

| Nummer | Naam | Informatie |
|--------|------|------------|
| 1 | Kaart van de brug | op A3 |
|   |      |            |

CONCEPT
"""
