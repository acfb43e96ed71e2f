"""`kiosk run`: all processes of a box, supervised; with --demo, virtual devices as well."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import timedelta

from kiosk.clock import branch_clock
from kiosk.devices import report
from kiosk.site import Site
from kiosk.staff import Staff
from kiosk.store import Store
from ui.cli.demo import demo_shift, demo_staff
from ui.cli.household import Household, Part
from ui.cli.setting import Setting, setting
from ui.cli.setting_up import as_delivered

_SHOWN_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")
_LEARN_EACH_S = 3600.0
"""A day that is over is learned from within the hour; on a box of its own a timer does it at night."""


def run(given: Namespace) -> int:
    here = as_delivered(setting(given)) if given.first_start else setting(given)
    people: dict[str, str] = {}
    with (
        closing(here.store_at_need()) as store,
        here.shifted(_shift(here, store, demo=given.demo)),
        _machines_working(here.site(store)) if given.demo else nullcontext(),
    ):
        if given.demo:
            people = demo_staff(Staff(store, here.clock))
        for sentence in _announcement(here, demo=given.demo):
            _tell(sentence)
        for name, pin in people.items():
            _tell(f"Sign in at the staff pages as {name} with the PIN {pin}")
        Household(_parts(here, given), _tell).run()
    _tell("Stopped.")
    return 0


@contextmanager
def _machines_working(site: Site) -> Iterator[None]:
    """The self-service machines of a demonstration work while it lasts."""
    for machine in site.branch.machines:
        report(site, machine.id, "ok", "A demonstration runs.")
    yield
    for machine in site.branch.machines:
        report(site, machine.id, "unknown", "The demonstration has ended.")


def _shift(here: Setting, store: Store, *, demo: bool) -> timedelta:
    if here.start or not demo:
        return here.asked_shift
    return demo_shift(Site(store, here.branch, branch_clock(here.branch.timezone), here.holidays()))


def _parts(here: Setting, given: Namespace) -> list[Part]:
    place = ("--config", str(here.config), "--data", str(here.data))
    windowed = ("--windowed", given.windowed) if given.windowed else ()
    # The moved clock is kept in the data folder: were each part to start it anew, they would differ.
    same_time = (("KIOSK_CLOCK", ""),)
    screen = same_time if _has_display() else (*same_time, ("QT_QPA_PLATFORM", "offscreen"))
    plain = ("--plain-pages",) if given.demo else ()
    touch = Part("The touch screen", ("touch", *place, *windowed, *plain), screen)
    relay = Part("The relay", ("relay", *place), same_time)
    learning = Part("The learning", ("learn", "--quiet", *place), same_time, _LEARN_EACH_S)
    more = [_setting_up(here, place, same_time)] if given.first_start else []
    if not given.demo:
        web = Part("The pages", ("web", *place), same_time)
        return [
            Part("The devices process", ("devices", *place), same_time),
            touch,
            web,
            relay,
            learning,
            *more,
        ]
    link = here.data / "virtual" / "printer"
    tickets = str(here.data / "tickets")
    pages = Part("The pages", ("web", *place, "--plain", "--tickets", tickets), same_time)
    if here.branch.printer is None:
        devices = Part("The devices process", ("devices", *place), same_time)
        return [devices, touch, pages, relay, learning, *more]
    out = ("--out", tickets, "--profile", here.branch.printer.profile)
    return [
        Part("The virtual printer", ("virtual", "printer", *place, "--link", str(link), *out), same_time),
        Part("The devices process", ("devices", *place, "--printer", str(link)), same_time),
        touch,
        pages,
        relay,
        learning,
        *more,
    ]


def _setting_up(here: Setting, place: tuple[str, ...], same_time: tuple[tuple[str, str], ...]) -> Part:
    """What changes the branch's folder for a first start; the folder `stick` plays the USB stick."""
    words = ("first-start", "serve", *place, "--stick", str(here.data / "stick"))
    return Part("The setting up", words, same_time, stays=True)


def _announcement(here: Setting, *, demo: bool) -> list[str]:
    branch = here.branch
    language = branch.languages[0]
    sentences = [f"{branch.bank[language]} {branch.name[language]}: the state is kept in {here.data}"]
    if demo and branch.printer:
        sentences.append(f"Each printed ticket lands as a picture in {here.data / 'tickets'}")
    if here.shift:
        sentences.append(f"The clock was moved; it says {here.clock():%A %Y-%m-%d %H:%M}.")
    if not _has_display():
        sentences.append(
            "There is no display here: the touch screen runs on Qt's offscreen platform, unseen."
        )
    return [*sentences, "Ctrl-C stops everything."]


def _has_display() -> bool:
    return any(os.environ.get(name) for name in _SHOWN_DISPLAYS)


def _tell(sentence: str) -> None:
    print(sentence, flush=True)
