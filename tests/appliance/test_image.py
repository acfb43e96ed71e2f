"""The disk image, as far as it can be looked at without building or starting it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.appliance.box import BOX, ROOT

IMAGE = ROOT / "systemd" / "image"
OVERLAY = IMAGE / "root"
INITRAMFS = OVERLAY / "etc" / "initramfs-tools"
STATE = INITRAMFS / "scripts" / "local-bottom" / "lobby-state"
UPDATE = OVERLAY / "usr" / "lib" / "lobby" / "update"
SCRIPTS = (
    *(IMAGE / name for name in ("build", "customize", "check", "release")),
    STATE,
    INITRAMFS / "hooks" / "lobby-state",
    OVERLAY / "usr" / "sbin" / "lobby-update",
    OVERLAY / "usr" / "lib" / "lobby" / "healthy",
)


def sections(file: Path) -> dict[str, dict[str, str]]:
    """A file of systemd's kind; a line that ends in a backslash goes on in the next."""
    found: dict[str, dict[str, str]] = {}
    text = file.read_text("utf-8").replace("\\\n", " ")
    for line in (line for line in text.splitlines() if line and not line.startswith("#")):
        if line.startswith("["):
            table = found.setdefault(line.strip("[]"), {})
        else:
            name, _, value = line.partition("=")
            table[name] = " ".join(value.split())
    return found


def partitions() -> list[dict[str, str]]:
    rows = (IMAGE / "disk.sfdisk").read_text("utf-8").splitlines()
    return [
        dict(word.strip().split("=", 1) for word in row.split(","))
        for row in rows
        if row.startswith(("start=", "size="))
    ]


def size_mib(partition: dict[str, str]) -> int:
    return int(partition["size"].removesuffix("MiB"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_clean_and_can_be_run(script):
    subprocess.run(["sh", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111 == 0o111
    if shutil.which("shellcheck"):
        words = ["shellcheck", "--exclude=SC1091", str(script)]
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout


def test_the_disk_has_two_equal_systems_and_one_place_for_what_is_written():
    esp, one, other, state = partitions()
    assert one["type"] == other["type"] != state["type"]
    assert one["size"] == other["size"]
    assert (one["name"], other["name"]) == ('"lobby_@VERSION@"', '"_empty"')
    assert (esp["name"], state["name"]) == ('"lobby-esp"', '"lobby-state"')


@pytest.mark.skipif(not shutil.which("sfdisk"), reason="there is no sfdisk here")
def test_the_recipe_lays_each_file_system_where_its_partition_begins(tmp_path):
    disk = tmp_path / "disk"
    with disk.open("wb") as empty:
        empty.truncate((2 + sum(map(size_mib, partitions()))) * 2**20)
    table = (IMAGE / "disk.sfdisk").read_text("utf-8").replace("@VERSION@", "1.2.3")
    subprocess.run(["sfdisk", "--quiet", str(disk)], input=table, text=True, check=True)
    told = subprocess.run(["sfdisk", "--dump", str(disk)], capture_output=True, text=True, check=True).stdout
    begins = [int(found) // 2048 for found in re.findall(r"start= *(\d+)", told)]
    laid = dict(re.findall(r'lay "\$work/(\w+)" (\d+)', (IMAGE / "build").read_text("utf-8")))
    assert begins[:2] + begins[3:] == [int(laid[name]) for name in ("esp", "system", "state")]


def test_the_file_systems_are_as_large_as_their_partitions():
    text = (IMAGE / "build").read_text("utf-8")
    esp, system, spare, state = map(size_mib, partitions())
    assert f"truncate -s {esp}M" in text
    assert f'"$work/system" {system}M' in text
    assert f'"$work/state" {state}M' in text
    assert f"(2 + {esp} + {system} + {spare} + {state})" in text


def test_what_grows_on_a_larger_disk_is_the_state_alone():
    made = [sections(file)["Partition"] for file in sorted((OVERLAY / "usr/lib/repart.d").iterdir())]
    sizes = [each["SizeMinBytes"] for each in made]
    assert sizes == [f"{size_mib(each)}M" for each in partitions()]
    assert ["SizeMaxBytes" in each for each in made] == [True, True, True, False]
    assert "x-systemd.growfs" in (OVERLAY / "etc/fstab").read_text("utf-8")


def test_the_kernel_starts_the_system_of_its_own_version_read_only():
    words = (IMAGE / "cmdline").read_text("utf-8").split()
    assert f"root=PARTLABEL={partitions()[1]['name'].strip(chr(34))}" in words
    assert "ro" in words
    # A system that finds no root, or falls over, is started anew: that is what counts its tries down.
    assert {"panic=10", "oops=panic"} <= set(words)


def test_no_customer_reads_what_a_start_says():
    words = (IMAGE / "cmdline").read_text("utf-8").split()
    assert {"quiet", "systemd.show_status=no", "vt.global_cursor_default=0"} <= set(words)


def test_the_box_answers_nobody_who_asks_the_network_for_names():
    told = sections(OVERLAY / "usr/lib/systemd/resolved.conf.d/10-lobby.conf")
    assert told == {"Resolve": {"LLMNR": "no", "MulticastDNS": "no"}}


def test_the_recipe_takes_along_what_git_keeps():
    copied = re.search(r"copy-in (.*) /\"", (IMAGE / "build").read_text("utf-8"))[1]
    for name in re.findall(r"\$here/root/(\w+)", copied):
        assert any(path.is_file() for path in (OVERLAY / name).rglob("*")), name


@pytest.mark.parametrize(("answer", "status"), [("active", 0), ("failed", 1)])
def test_a_system_has_proved_itself_when_every_part_runs_on(tmp_path, answer, status):
    systemctl = tmp_path / "systemctl"
    quiet = "exit 0" if answer == "active" else "exit 3"
    systemctl.write_text(f'#!/bin/sh\n[ "$1" = --quiet ] && {quiet}\necho InvocationID=1\n')
    sleep = tmp_path / "sleep"
    sleep.write_text("#!/bin/sh\n")
    for program in (systemctl, sleep):
        program.chmod(0o755)
    words = [str(OVERLAY / "usr/lib/lobby/healthy"), "20", "60"]
    told = subprocess.run(
        words, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    assert told.returncode == status, told.stderr


def test_nobody_chooses_or_edits_at_the_firmware():
    told = dict(
        line.split()
        for line in (IMAGE / "loader.conf").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    assert told == {"timeout": "0", "editor": "no", "auto-entries": "no", "auto-firmware": "no"}


def test_an_update_writes_the_other_slot_first_and_its_kernel_last():
    root, kernel = (sections(file) for file in sorted(UPDATE.glob("*.transfer")))
    assert root["Target"]["Type"] == "partition"
    assert root["Target"]["MatchPattern"] == partitions()[1]["name"].strip('"').replace("@VERSION@", "@v")
    assert kernel["Target"]["Path"] == "/EFI/Linux"
    assert int(kernel["Target"]["TriesLeft"]) == 3
    assert "lobby_@v+@l-@d.efi" in kernel["Target"]["MatchPattern"].split()
    # The running system is never the one that is overwritten.
    assert root["Transfer"]["ProtectVersion"] == kernel["Transfer"]["ProtectVersion"] == "%A"


def test_an_update_is_named_as_it_is_made_and_signed():
    made, released = (IMAGE / "build").read_text("utf-8"), (IMAGE / "release").read_text("utf-8")
    root, kernel = (sections(file)["Source"] for file in sorted(UPDATE.glob("*.transfer")))
    assert (root["MatchPattern"], kernel["MatchPattern"]) == ("lobby_@v.root.xz", "lobby_@v.efi")
    assert "lobby_$version.root" in made
    assert "lobby_$version.efi" in made
    assert "sha256sum -- lobby_*.root.xz lobby_*.efi >SHA256SUMS" in released
    assert "--verify=yes" in (OVERLAY / "usr/sbin/lobby-update").read_text("utf-8")


@pytest.mark.parametrize("source", ["http://bank.example/updates", "updates", "", "ftp://bank.example"])
def test_an_update_comes_from_a_folder_or_by_https(source):
    words = ["sh", str(OVERLAY / "usr/sbin/lobby-update"), *([source] if source else [])]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "SOURCE" in told.stderr


def test_a_new_system_is_kept_only_after_it_has_proved_itself():
    units = OVERLAY / "usr/lib/systemd/system"
    unit = sections(units / "lobby-healthy.service")
    assert "boot-complete.target" in unit["Unit"]["Before"]
    assert unit["Unit"]["FailureAction"] == "reboot"
    assert unit["Service"]["ExecStart"] == "/usr/lib/lobby/healthy"
    wanted = units / "boot-complete.target.requires" / "lobby-healthy.service"
    assert wanted.resolve() == units / "lobby-healthy.service"
    parts = set(re.findall(r"lobby-\w+\.service", (BOX / "usr/lib/systemd/system/lobby.target").read_text()))
    named = set(re.search(r"parts='(.*)'", (OVERLAY / "usr/lib/lobby/healthy").read_text())[1].split())
    assert {f"{name}.service" for name in named} == parts


def test_what_keeps_a_good_system_is_in_the_image_or_there_is_none():
    # Debian has it in a package of its own, beside those of the boot loader and of its tools.
    assert "systemd-boot" in (IMAGE / "packages").read_text("utf-8").splitlines()
    text = (IMAGE / "customize").read_text("utf-8")
    asked = re.search(r"for part in (.*); do\n    \[ -e", text)[1].split()
    assert {"systemd-bless-boot", "system-generators/systemd-bless-boot-generator"} <= set(asked)


def test_the_state_is_there_before_systemd_and_each_of_its_folders_is_in_the_image():
    text = STATE.read_text("utf-8")
    places = re.search(r"for place in (.*); do", text)[1].split()
    assert {"etc/lobby", "etc/credstore.encrypted"} <= set(places)
    of_the_box = (BOX / "usr/lib/tmpfiles.d/lobby.conf").read_text("utf-8")
    for place in places:
        assert (OVERLAY / place).is_dir() or f"d /{place} " in of_the_box, place


def test_users_have_the_same_numbers_in_every_image():
    def names(file: Path) -> list[tuple[str, str]]:
        return [
            (line.split()[0], line.split()[1])
            for line in file.read_text("utf-8").splitlines()
            if not line.startswith("#")
        ]

    fixed = OVERLAY / "usr/lib/sysusers.d/10-lobby-numbers.conf"
    assert names(fixed) == names(BOX / "usr/lib/sysusers.d/lobby.conf")
    numbers = re.findall(r"^[gu] \S+ +(\d+)", fixed.read_text("utf-8"), re.MULTILINE)
    assert len(set(numbers)) == len(names(fixed))


def test_an_image_is_not_made_of_a_branch_that_its_own_program_cannot_read():
    text = (IMAGE / "customize").read_text("utf-8")
    assert "set -e" in text
    assert text.index("cp -r") < text.index("within kiosk config check /etc/lobby\n")


@pytest.fixture
def bare_root(tmp_path) -> Path:
    """As much of an image's root as the check looks at, without a fault."""
    for folder in ("etc", "root", "home", "var", "usr/bin", "usr/sbin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "etc/machine-id").write_text("")
    (tmp_path / "etc/shadow").write_text("root:*:20000:0:99999:7:::\nlobby-web:!*:20000::::::\n")
    return tmp_path


def checked(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(IMAGE / "check"), str(root)], capture_output=True, text=True, check=False)


def test_a_root_without_secrets_passes(bare_root):
    told = checked(bare_root)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("etc/machine-id", "0123456789abcdef0123456789abcdef\n", "every box would have the same"),
        ("etc/shadow", "root::20000:0:99999:7:::\n", "root"),
        ("etc/shadow", "staff:$y$j9T$abc:20000:0:99999:7:::\n", "staff"),
        ("var/credential.secret", "x", "credential.secret"),
        ("etc/lobby.pem", f"-----BEGIN {'PRIVATE'} KEY-----\n", "lobby.pem"),
    ],
)
def test_a_secret_ends_the_build(bare_root, place, text, said):
    (bare_root / place).write_text(text)
    told = checked(bare_root)
    assert told.returncode == 1
    assert said in told.stderr
