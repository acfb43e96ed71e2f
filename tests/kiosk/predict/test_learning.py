"""What is no lesson yet: a branch that opened this morning has nothing to learn from."""

from __future__ import annotations

import pytest

from kiosk.predict import shelf
from kiosk.predict.learning import learn
from kiosk.telling import why_told


@pytest.mark.parametrize("anew", [False, True])
def test_a_lesson_of_nothing_is_none_and_the_simple_rule_speaks_on(lobby, take, anew):
    assert learn(lobby.site, anew=anew).rows == 0
    take("cash")
    assert learn(lobby.site, anew=anew).rows == 0
    with lobby.site.store.read() as cursor:
        assert shelf.newest(cursor) is None
    told = why_told(lobby.log_of(take("cash").id))
    assert told["learned"] is False
