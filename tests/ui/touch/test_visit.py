"""What one customer has asked of the screen."""

from __future__ import annotations

from config.schema import TicketClass
from ui.touch.visit import Visit

NEW = Visit("one", "zh_CN")


def test_a_service_is_picked_and_left_out_again() -> None:
    both = NEW.toggled("cash", "two").toggled("wealth", "three")
    assert both.picks == ("cash", "wealth")
    assert both.toggled("cash", "four").picks == ("wealth",)


def test_another_basket_has_another_name() -> None:
    assert NEW.toggled("cash", "two").request_id == "two"
    assert NEW.with_care("two").request_id == "two"
    assert NEW.without_picks("two").request_id == "two"


def test_care_is_a_class_and_nothing_else() -> None:
    cared_for = NEW.with_care("two")
    assert (NEW.ticket_class, cared_for.ticket_class) == (TicketClass.ORDINARY, TicketClass.CARE)
    assert cared_for.with_care("three").ticket_class is TicketClass.ORDINARY


def test_a_visit_is_untouched_only_in_the_branch_s_own_language() -> None:
    assert NEW.is_untouched("zh_CN")
    assert not NEW.is_untouched("en")
    assert not NEW.toggled("cash", "two").is_untouched("zh_CN")
