"""A branch's setting for whoever looks at every part: a store that is away is waited for once."""

from __future__ import annotations

from kiosk.store import Store, StoreAway
from ui.cli.setting import Setting


class AskedOnce(Setting):
    """As it was set up, but for the store of several boxes: what did not answer one part is away for all.

    Half a dozen parts look into the store one after another. On a box that is cut off each would wait for
    it as long as the first did, and a technician half a minute for the one word that it is cut off.
    """

    _away: StoreAway | None = None

    def store(self) -> Store:
        if self.shared is None:
            return super().store()
        if self._away is not None:
            raise StoreAway(str(self._away)) from self._away
        store = self.shared.common()
        try:
            # It is looked for at the first need, which is this.
            with store.read():
                return store
        except StoreAway as fault:
            store.close()
            self._away = fault
            raise
