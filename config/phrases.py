"""What the kiosk says, in one language: the shipped phrases under those of the branch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from config.fault import ConfigError, Fault, did_you_mean
from config.scalars import is_text
from config.toml_file import parse

SHIPPED = Path(__file__).parent / "phrases"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NUMBERS = {"none", "one", "other"}
_MODEL = "zh_CN"
"""Its shipped keys and placeholders are the rule for every other file."""

_Forms = dict[str, str]
"""One phrase by number: `other`, and `none` and `one` where they differ."""


class Phrases:
    """The phrases of one language. `phrases("panel.ahead", count=6)` is the finished text."""

    def __init__(self, language: str, forms: Mapping[str, _Forms]) -> None:
        self.language = language
        self._forms = dict(forms)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its placeholders filled in; KeyError for an unknown key or placeholder."""
        return _PLACEHOLDER.sub(lambda place: str(values[place[1]]), self._form(key, values.get("count")))

    def __contains__(self, key: str) -> bool:
        return key in self._forms

    def keys(self) -> frozenset[str]:
        """Every key, such as `home.welcome`."""
        return frozenset(self._forms)

    def placeholders(self, key: str) -> frozenset[str]:
        """What must be given with a key."""
        return _names(self._forms[key])

    def _form(self, key: str, count: object) -> str:
        forms = self._forms[key]
        number = {0: "none", 1: "one"}.get(count, "other") if isinstance(count, int) else "other"
        return forms.get(number, forms["other"])


def load(language: str, folder: Path | None = None) -> Phrases:
    """The phrases of a language, with those of a branch's folder over the shipped ones."""
    faults: list[Fault] = []
    phrases = gather(language, folder, faults)
    if faults:
        raise ConfigError(faults)
    return phrases


def languages(folder: Path | None = None) -> frozenset[str]:
    """Every language that has phrases, shipped or in the branch's folder."""
    places = [SHIPPED] if folder is None else [SHIPPED, folder / "phrases"]
    return frozenset(path.stem for place in places for path in place.glob("*.toml"))


def gather(language: str, folder: Path | None, faults: list[Fault]) -> Phrases:
    """Like `load`, but adds faults to the list instead of raising them."""
    forms = dict(_shipped(language))
    own = None if folder is None else folder / "phrases" / f"{language}.toml"
    if own is not None and own.exists():
        forms |= _checked(_read(own, faults), f"phrases/{own.name}", faults)
    elif not forms:
        faults.append(Fault(f"phrases/{language}.toml", "", None, says="is missing"))
        return Phrases(language, {})
    absent = sorted(_shipped(_MODEL).keys() - forms.keys())
    faults += (Fault(f"phrases/{language}.toml", key, None, "a text", says="is missing") for key in absent)
    return Phrases(language, forms)


@cache
def _shipped(language: str) -> dict[str, _Forms]:
    path = SHIPPED / f"{language}.toml"
    return _read(path, []) if path.exists() else {}


def _read(path: Path, faults: list[Fault]) -> dict[str, _Forms]:
    file = f"phrases/{path.name}"
    forms: dict[str, _Forms] = {}
    for group, table in (parse(path, file, faults) or {}).items():
        if not isinstance(table, dict):
            faults.append(Fault(file, group, table, "a table such as [home]"))
            continue
        for name, phrase in table.items():
            forms |= _forms(f"{group}.{name}", phrase, file, faults)
    return forms


def _forms(key: str, phrase: Any, file: str, faults: list[Fault]) -> dict[str, _Forms]:
    forms = phrase if isinstance(phrase, dict) else {"other": phrase}
    if "other" in forms and forms.keys() <= _NUMBERS and all(map(is_text, forms.values())):
        return {key: forms}
    bound = "a text, or a table of texts: other, and none and one where they differ"
    faults.append(Fault(file, key, phrase, bound))
    return {}


def _checked(found: dict[str, _Forms], file: str, faults: list[Fault]) -> dict[str, _Forms]:
    """The branch's own phrases, held against the keys and placeholders of the shipped ones."""
    model = _shipped(_MODEL)
    for key, forms in found.items():
        text = forms["other"]
        if key not in model:
            faults.append(Fault(file, key, text, hint=did_you_mean(key, model), says="is not a phrase"))
        elif _names(forms) != _names(model[key]):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(_names(model[key]))) or "none"
            faults.append(Fault(file, key, text, f"a text with the placeholders: {wanted}"))
    return found


def _names(forms: _Forms) -> frozenset[str]:
    return frozenset(name for form in forms.values() for name in _PLACEHOLDER.findall(form))
