from itertools import permutations

from hipcoach.domain.safety import RedFlagTier, worst_tier


def test_the_most_urgent_tier_wins_in_any_order() -> None:
    for tiers in permutations(RedFlagTier):
        assert worst_tier(list(tiers)) is RedFlagTier.EMERGENCY
    assert worst_tier([RedFlagTier.SOON, RedFlagTier.SAME_DAY]) is RedFlagTier.SAME_DAY
    assert worst_tier([RedFlagTier.SOON, RedFlagTier.THIS_WEEK]) is RedFlagTier.THIS_WEEK
    assert worst_tier([RedFlagTier.SOON]) is RedFlagTier.SOON
    assert worst_tier([]) is None


def test_only_soon_lets_a_session_start() -> None:
    assert {tier for tier in RedFlagTier if not tier.stops_sessions} == {RedFlagTier.SOON}
