"""Updates to be tried, made out of an image without building another, each on a USB stick of its own."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from machine import ProofError

RELEASE = Path(__file__).resolve().parents[1] / "release"
FOLDER = "lobby-update"
"""Of a stick, in which take-update looks."""


@dataclass(frozen=True, slots=True)
class Made:
    """What `build` left beside an image: the two files of an update."""

    version: str
    root: Path
    kernel: Path


def made_with(image: Path) -> Made:
    """The files of the image's own version."""
    version = image.name.removeprefix("lobby_").removesuffix(".img")
    return Made(version, image.with_suffix(".root"), image.with_suffix(".efi"))


def later(version: str, steps: int) -> str:
    """The version so many steps on."""
    first, _, last = version.rpartition(".")
    return f"{first}.{int(last) + steps}"


def next_version(made: Made, steps: int, out: Path, program: str = "") -> Made:
    """The same system under a later number; `program`, if there is one, in place of the `kiosk` command."""
    version = later(made.version, steps)
    if len(version) != len(made.version):
        # Inside the kernel's file the one is written over the other.
        raise ProofError(f"{version} is longer than {made.version}: build the image under another version.")
    out.mkdir(parents=True)
    new = Made(version, out / f"lobby_{version}.root", out / f"lobby_{version}.efi")
    kernel = made.kernel.read_bytes()
    for words in ("root=PARTLABEL=lobby_%s ", "IMAGE_VERSION=%s\n"):
        kernel = kernel.replace((words % made.version).encode(), (words % version).encode())
    new.kernel.write_bytes(kernel)
    subprocess.run(["cp", "--sparse=always", str(made.root), str(new.root)], check=True)
    told = _debugfs(new.root, "cat /usr/lib/os-release")
    told = told.replace(f"IMAGE_VERSION={made.version}\n", f"IMAGE_VERSION={version}\n")
    _put(new.root, "/usr/lib/os-release", told, 0o644)
    if program:
        _put(new.root, "/usr/bin/kiosk", program, 0o755)
    return new


def _put(root: Path, place: str, text: str, mode: int) -> None:
    file = root.with_name("put")
    file.write_text(text, "utf-8")
    file.chmod(mode)
    _debugfs(root, f"rm {place}", "-w")
    _debugfs(root, f"write {file} {place}", "-w")
    file.unlink()


def _debugfs(root: Path, request: str, *more: str) -> str:
    words = ["debugfs", *more, "-R", request, str(root)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def released(made: Made, key: str) -> Path:
    """The folder of an update, signed by `key`."""
    folder = made.root.parent
    subprocess.run([str(RELEASE), key, str(folder)], check=True)
    made.root.unlink(missing_ok=True)
    return folder


def forged(good: Path, out: Path) -> Path:
    """The same update after somebody changed its list, and nothing else."""
    shutil.copytree(good, out, ignore=shutil.ignore_patterns("*.xz"))
    sums = out / "SHA256SUMS"
    sums.write_text(sums.read_text("utf-8").upper(), "utf-8")
    return out


def unsigned(good: Path, out: Path) -> Path:
    """The same update without its signature."""
    return Path(shutil.copytree(good, out, ignore=shutil.ignore_patterns("*.xz", "*.gpg")))


def older(made: Made, out: Path, key: str) -> Path:
    """The list of the image's own version, signed as it should be: nothing behind it is ever asked for."""
    out.mkdir(parents=True)
    for name in (made.root.name, made.kernel.name):
        (out / name).write_bytes(b"older")
    return released(Made(made.version, out / made.root.name, out / made.kernel.name), key)


def stick(folder: Path, name: str) -> list[str]:
    """QEMU's words for a stick with a folder's files, to be plugged in by its name."""
    files = sorted(folder.iterdir())
    image = folder.with_suffix(".stick")
    with image.open("wb") as empty:
        empty.truncate((sum(file.stat().st_size for file in files) // 2**20 + 48) * 2**20)
    subprocess.run(["mkfs.vfat", "-F", "32", str(image)], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mmd", "-i", str(image), f"::{FOLDER}"], check=True)
    subprocess.run(["mcopy", "-i", str(image), *map(str, files), f"::{FOLDER}/"], check=True)
    return ["-drive", f"if=none,id={name},file={image.resolve()},format=raw,readonly=on"]
