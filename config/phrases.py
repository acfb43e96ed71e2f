"""What the kiosk says, in one language: the shipped phrases under those of the branch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from config.fault import ConfigError, Fault, did_you_mean
from config.scalars import is_text
from config.toml_file import parse
from config.tongues import PLAIN, TABLE, Pack, described, may_borrow, own

SHIPPED = Path(__file__).parent / "phrases"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_NUMBERS = {"none", "one", "other"}
_MODEL = "zh_CN"
"""Its shipped keys and placeholders are the rule for every other file."""

_BORROWED = "borrowed"

_Forms = dict[str, str]
"""One phrase by number: `other`, and `none` and `one` where they differ."""


class Phrases:
    """The phrases of one language. `phrases("panel.ahead", count=6)` is the finished text."""

    def __init__(self, language: str, forms: Mapping[str, _Forms], pack: Pack = PLAIN) -> None:
        self.language = language
        self.pack = pack
        self._forms = dict(forms)

    def __call__(self, key: str, **values: object) -> str:
        """The phrase with its placeholders filled in; KeyError for an unknown key or placeholder."""
        given = self.pack.isolated
        form = self._form(key, values.get("count"))
        return _PLACEHOLDER.sub(lambda place: given(str(values[place[1]])), form)

    def own(self, text: Mapping[str, str]) -> str:
        """A branch's own text in this language, or in the nearest one that it was given in."""
        return own(text, self.language, self.pack)

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
    """The phrases of a language, with those of a branch's folder over the shipped ones.

    A phrase that is lacking is said in the pack's fallback: a bank's own pack may be older than the kiosk.
    """
    faults: list[Fault] = []
    phrases = gather(language, folder, faults)
    if not all(map(is_borrowed, faults)):
        raise ConfigError(faults)
    return phrases


def is_borrowed(fault: Fault) -> bool:
    """Whether a fault is only a phrase that another language says meanwhile."""
    return fault.reason == _BORROWED


def languages(folder: Path | None = None) -> frozenset[str]:
    """Every language that has phrases, shipped or in the branch's folder."""
    places = [SHIPPED] if folder is None else [SHIPPED, folder / "phrases"]
    return frozenset(path.stem for place in places for path in place.glob("*.toml"))


def gather(language: str, folder: Path | None, faults: list[Fault]) -> Phrases:
    """Like `load`, but adds faults to the list instead of raising them."""
    pack, forms = _found(language, folder, faults)
    file = f"phrases/{language}.toml"
    if not forms and pack is PLAIN:
        faults.append(Fault(file, "", None, says="is missing"))
        return Phrases(language, {})
    lacking = set(_shipped(_MODEL).forms.keys() - forms.keys())
    needed = sorted(key for key in lacking if not may_borrow(key))
    faults += (Fault(file, key, None, "a text", says="is missing", reason=_BORROWED) for key in needed)
    return Phrases(language, _borrowed(pack.fallback, lacking, folder) | forms, pack)


def own_words(language: str) -> frozenset[str]:
    """The keys that a shipped pack says itself, without its fallback."""
    return frozenset(_shipped(language).forms)


class _File(NamedTuple):
    """One phrase file: what it says of its language, and its phrases."""

    pack: Pack
    forms: dict[str, _Forms]


def _found(language: str, folder: Path | None, faults: list[Fault]) -> _File:
    """The shipped file under the branch's own."""
    shipped = _shipped(language)
    path = None if folder is None else folder / "phrases" / f"{language}.toml"
    if path is None or not path.exists():
        return shipped
    own = _read(path, faults)
    forms = _checked(own.forms, f"phrases/{path.name}", faults)
    return _File(shipped.pack if own.pack is PLAIN else own.pack, shipped.forms | forms)


def _borrowed(language: str, keys: set[str], folder: Path | None) -> dict[str, _Forms]:
    """What the fallback says, and where that is silent too, the model."""
    known = _shipped(_MODEL).forms | (_found(language, folder, []).forms if keys else {})
    return {key: known[key] for key in keys}


@cache
def _shipped(language: str) -> _File:
    path = SHIPPED / f"{language}.toml"
    return _read(path, []) if path.exists() else _File(PLAIN, {})


def _read(path: Path, faults: list[Fault]) -> _File:
    file = f"phrases/{path.name}"
    pack = PLAIN
    forms: dict[str, _Forms] = {}
    for group, table in (parse(path, file, faults) or {}).items():
        if group == TABLE:
            pack = described(table, file, faults)
        elif not isinstance(table, dict):
            faults.append(Fault(file, group, table, "a table such as [home]"))
        else:
            for name, phrase in table.items():
                forms |= _forms(f"{group}.{name}", phrase, file, faults)
    return _File(pack, forms)


def _forms(key: str, phrase: Any, file: str, faults: list[Fault]) -> dict[str, _Forms]:
    forms = phrase if isinstance(phrase, dict) else {"other": phrase}
    if "other" in forms and forms.keys() <= _NUMBERS and all(map(is_text, forms.values())):
        return {key: forms}
    bound = "a text, or a table of texts: other, and none and one where they differ"
    faults.append(Fault(file, key, phrase, bound))
    return {}


def _checked(found: dict[str, _Forms], file: str, faults: list[Fault]) -> dict[str, _Forms]:
    """The branch's own phrases, held against the keys and placeholders of the shipped ones."""
    model = _shipped(_MODEL).forms
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
