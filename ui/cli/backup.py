"""`kiosk backup` and `kiosk restore`: copies of the store in a second place."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from ui.cli.setting import MisusedError, setting

_MEGABYTE = 1_000_000


def backup(given: Namespace) -> int:
    from kiosk.finding import finding
    from kiosk.store import FILE, StoreError
    from kiosk.store.copies import keep_copy
    from kiosk.upkeep import BACKUP, chore_done, chore_failed

    here = setting(given)
    if given.keep < 1:
        raise MisusedError(f"At least 1 copy is kept; {given.keep} are none.")
    if here.branch.store:
        print("The store is a database server: its own backup serves, and nothing is copied here.")
        return 0
    if not (here.data / FILE).exists():
        raise StoreError(f"There is no store in {here.data} to be copied.")
    with closing(here.store()) as store:
        site = here.site(store)
        try:
            copy = keep_copy(here.data, given.folder, here.clock(), given.keep)
        except (StoreError, OSError) as fault:
            # Staff see it on the tablet until a copy is made again.
            chore_failed(site, BACKUP, finding("doctor.chore_fault", words=str(fault)))
            raise
        size = f"{copy.stat().st_size / _MEGABYTE:.1f}"
        made = finding("doctor.backup_made", file=copy.name, size=size, folder=str(given.folder))
        chore_done(site, BACKUP, made)
    print(f"The store was copied to {copy}.")
    return 0


def restore(given: Namespace) -> int:
    from kiosk.store.copies import put_back

    here = setting(given)
    if here.branch.store:
        raise MisusedError("The store is a database server: put back what its own backup kept.")
    aside = put_back(given.file, here.data, here.clock())
    print(f"{given.file} is the store now. The one before it is {aside}.")
    print("Numbers given since the copy was made would be given again: start with the next business day.")
    return 0
