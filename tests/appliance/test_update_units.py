"""The image's own units for a new system: what starts them, and what they may."""

from __future__ import annotations

import re

from kiosk.upkeep import Deed
from tests.appliance.box import OF_THE_IMAGE, ROOT, UNITS, lines
from ui.upkeep.restart import WISHES
from ui.upkeep.updating import UPDATES, WISHED

OVERLAY = ROOT / "systemd/image/root"
UPDATE = OF_THE_IMAGE / "lobby-update@.service"


def wanted() -> set[str]:
    return {
        name
        for line in lines(OF_THE_IMAGE / "lobby.target.d/30-updates.conf", "Wants")
        for name in line.split()
    }


def _looked_for(unit: str) -> str:
    """The file that a path unit waits for, of an instance of a template as well."""
    name, at, instance = unit.removesuffix(".path").partition("@")
    return lines(OF_THE_IMAGE / f"{name}{at}.path", "PathExists")[0].replace("%i", instance)


def test_every_wish_of_the_pages_has_somebody_who_looks_for_it():
    looked_for = {_looked_for(unit) for unit in wanted() if unit.endswith(".path")}
    assert looked_for == {f"{WISHES}/{name}" for name in WISHED.values()}
    assert WISHED.keys() == {Deed.UPDATE_STICK, Deed.UPDATE_SERVER, Deed.RESTART_BOX}


def test_a_wish_is_gone_before_it_is_done_and_its_file_is_never_read():
    assert lines(UPDATE, "ExecStartPre")[0] == f"-+/usr/bin/rm -f {WISHES}/update-%i"
    box = OF_THE_IMAGE / "lobby-restart-box.service"
    assert lines(box, "ExecStartPre") == [f"/usr/bin/rm -f {WISHES}/restart-box"]


def test_the_folder_that_says_what_waits_is_root_s():
    made = (OVERLAY / "usr/lib/tmpfiles.d/lobby-update.conf").read_text("utf-8")
    assert re.search(rf"^d {UPDATES} +0755 root root -$", made, re.MULTILINE)
    assert f'ROOM = Path("{UPDATES}")' in (OVERLAY / "usr/lib/lobby/take-update").read_text("utf-8")


def test_no_box_is_started_again_unless_a_new_system_waits():
    night = OF_THE_IMAGE / "lobby-restart-night.service"
    assert lines(night, "ConditionPathExists") == [f"{UPDATES}/waiting"]
    assert lines(night, "ExecCondition") == ["/usr/bin/kiosk update rest --by-night"]
    pressed = lines(OF_THE_IMAGE / "lobby-restart-box.service", "ExecStart")[0]
    assert f"if [ -e {UPDATES}/waiting ]; then" in pressed


def test_what_tells_staff_of_an_update_may_do_nothing_else():
    assert lines(UPDATE, "ExecStart") == [f"/usr/bin/kiosk update tell {UPDATES}/told"]
    assert lines(UPDATE, "User") == ["lobby-chores"]
    assert lines(UPDATE, "PrivateNetwork") == ["yes"]
    assert "lobby-update@server.timer" in wanted()
    assert "lobby-restart-night.timer" in wanted()


def test_what_mounts_a_stick_may_open_one():
    # PrivateDevices closes the devices of the whole service, of what begins with a plus as well.
    for unit, least in ((UPDATE, "block-* rw"), (UNITS / "lobby-setup.service", "block-sd r")):
        assert lines(unit, "PrivateDevices") == ["yes"]
        assert lines(unit, "DeviceAllow") == [least]


def test_a_start_finds_what_was_worked_out_when_the_image_was_made():
    warm = (ROOT / "systemd/image/warm").read_text("utf-8")
    place = re.search(r'^CACHES = Path\("(.*)"\)$', warm, re.MULTILINE)[1]
    assert f"<cachedir>{place}/fonts</cachedir>" in (OVERLAY / "etc/fonts/local.conf").read_text("utf-8")
    told = lines(OF_THE_IMAGE / "lobby-touch.service.d/20-warm.conf", "Environment")
    assert told == [f"QML_DISK_CACHE_PATH={place}/qml"]
    assert "fontconfig" in (ROOT / "systemd/image/packages").read_text("utf-8").splitlines()
    assert "unchecked-hash" in (ROOT / "systemd/package/control/postinst").read_text("utf-8")
