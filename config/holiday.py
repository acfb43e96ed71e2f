"""The public holidays of a country, from the `holidays` library.

It takes a tenth of a second to import, so only a branch that asks for it pays for it.
"""

from __future__ import annotations

from datetime import date


def public_holidays(country: str, year: int) -> dict[date, str]:
    """The names of a year's public holidays by date, in the country's own words where it has them."""
    from holidays import country_holidays  # noqa: PLC0415 - see above

    return dict(sorted(country_holidays(country, years=year).items()))


def has_calendar(country: str) -> bool:
    """Whether the library knows the country."""
    from holidays import list_supported_countries  # noqa: PLC0415 - see above

    return country in list_supported_countries()
