"""The keys of a session."""

from collections import Counter
from dataclasses import fields

from hipcoach.domain.session_keys import SessionAction, SessionKeys


def test_every_action_has_its_keys() -> None:
    assert {each.name for each in fields(SessionKeys)} == {action.value for action in SessionAction}
    assert all(SessionKeys().of(action) for action in SessionAction)


def test_no_key_means_two_things_to_begin_with() -> None:
    counted = Counter(name for action in SessionAction for name in SessionKeys().of(action))
    assert max(counted.values()) == 1


def test_a_clickers_forward_never_skips() -> None:
    keys = SessionKeys()
    assert keys.action_of("PgDown") is SessionAction.MAIN
    assert keys.action_of("F5") is SessionAction.MAIN
    assert keys.action_of("PgUp") is SessionAction.PREVIOUS


def test_a_key_is_added_and_taken_away() -> None:
    keys = SessionKeys().adding(SessionAction.REPEAT, "Up")
    assert keys.of(SessionAction.REPEAT) == ("R", "Up")
    assert keys.action_of("Up") is SessionAction.REPEAT
    assert keys.without(SessionAction.REPEAT, "Up") == SessionKeys()
    assert SessionKeys().action_of("Up") is None


def test_of_two_actions_with_one_key_the_first_has_it() -> None:
    keys = SessionKeys().adding(SessionAction.SOUND, "P")
    assert keys.action_of("P") is SessionAction.PAIN
