"""A branch's folder that comes as one file: taken whole, or refused with a word for it."""

from __future__ import annotations

import contextlib
import gzip
import io
import stat
import tarfile
import zipfile
import zlib

import pytest

from config.adoption import files_of
from config.branch import SAMPLE
from config.branch_file import FILES_MOST, MOST_BYTES, UNPACKED_MOST, NoBranchFile, opened, packed

LEAST = {"branch.toml": b'id = "x"\n'}


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def tarred(*entries: tarfile.TarInfo, around: str = "") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in LEAST.items():
            info = tarfile.TarInfo(around + name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for entry in entries:
            archive.addfile(entry)
    return made.getvalue()


def linked(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def with_kind(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16
    return info


def reason_of(content: bytes) -> str:
    with pytest.raises(NoBranchFile) as refused:
        opened(content)
    assert str(refused.value).endswith(".")
    return refused.value.reason


def test_the_sample_comes_out_as_it_went_in():
    sample = files_of(SAMPLE)
    assert opened(packed(sample)) == sample
    assert packed(sample) == packed(dict(reversed(sample.items())))


@pytest.mark.parametrize("content", [tarred(), gzip.compress(tarred()), tarred(around="wutong/")])
def test_a_tar_is_taken_as_well_and_one_folder_around_it_all_is_left_out(content):
    assert opened(content) == LEAST


def test_what_a_desktop_packs_along_is_left_out():
    litter = [("__MACOSX/wutong/._branch.toml", b"x"), ("wutong/.DS_Store", b"x"), ("wutong/Thumbs.db", b"x")]
    assert opened(zipped(("wutong/", b""), ("wutong/branch.toml", LEAST["branch.toml"]), *litter)) == LEAST


@pytest.mark.parametrize(
    "name",
    [
        "../branch.toml",
        "/etc/passwd.toml",
        "tickets/../../x.toml",
        "..\\x.toml",
        "C:x.toml",
        ".hidden.toml",
        "a/b/c/d/e.toml",
        "run.sh",
        "branch.toml\n",
        "网点.toml",
        "x" * 80 + ".toml",
    ],
)
def test_a_name_that_no_branch_s_file_has_is_refused(name):
    assert reason_of(zipped(("branch.toml", b""), (name, b"x"))) == "strange"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_a_zip_with_anything_but_plain_files_is_refused(kind):
    assert reason_of(zipped(("branch.toml", b""), (with_kind("x.toml", kind), b"/etc/shadow"))) == "strange"


@pytest.mark.parametrize(
    "entry",
    [linked("x.toml", "/etc/shadow"), linked("y.toml", "branch.toml", tarfile.LNKTYPE)],
    ids=["symbolic", "hard"],
)
def test_a_tar_with_a_link_is_refused(entry):
    assert reason_of(tarred(entry)) == "strange"


def test_one_name_twice_is_refused_however_it_is_written():
    assert reason_of(zipped(("branch.toml", b""), ("Branch.toml", b""))) == "twice"


@pytest.mark.parametrize(
    "bomb",
    [
        zipped(("branch.toml", b""), ("x.toml", bytes(UNPACKED_MOST + 1))),
        zipped(("branch.toml", b""), *((f"{n}.toml", bytes(UNPACKED_MOST // 8)) for n in range(9))),
        gzip.compress(bytes(UNPACKED_MOST + 1)),
        zipped(("branch.toml", b""), *((f"{n}.toml", b"") for n in range(FILES_MOST))),
        bytes(MOST_BYTES + 1),
        zipped(("branch.toml", b"a." * 40_000)),
    ],
    ids=["one", "many", "gzip", "files", "file", "toml"],
)
def test_what_is_larger_inside_than_outside_is_refused(bomb):
    assert reason_of(bomb) == "large"


def test_a_length_that_lies_is_not_believed():
    content = bytearray(zipped(("branch.toml", b"x" * 5_000)))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    assert reason_of(bytes(content)) == "broken"


def test_a_password_is_refused():
    content = bytearray(zipped(("branch.toml", b"x")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert reason_of(bytes(content)) == "locked"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\0" * 60,
        b"\x1f\x8b\x08",
        b"hello",
        zlib.compress(b"x"),
        b"\0" * 2048,
    ],
)
def test_what_is_no_archive_is_refused(content):
    assert reason_of(content) in {"broken", "no_branch"}


def test_a_folder_without_a_branch_is_refused():
    assert reason_of(zipped(("zones.toml", b""))) == "no_branch"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_archive_raises_nothing_else(seed):
    content = bytearray(packed(files_of(SAMPLE)))
    for step in range(6):
        content[(seed * 7919 + step * 104_729) % len(content)] ^= 1 << ((seed + step) % 8)
    with contextlib.suppress(NoBranchFile):
        opened(bytes(content))


def test_a_tar_that_has_holes_is_refused_before_it_is_read():
    told = bytearray(tarred(linked("theme.toml", "", tarfile.GNUTYPE_SPARSE)))
    head = memoryview(told)[1024:1536]
    head[386:410] = b"%011o\0%011o\0" % (0, 0)
    head[483:495] = b"77777777777\0"
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    assert reason_of(bytes(told)) == "strange"
