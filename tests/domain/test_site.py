import pytest

from hipcoach.domain.prescription import Side
from hipcoach.domain.profile import Profile
from hipcoach.domain.site import AREAS, Site, View, sites
from hipcoach.ui.pages.parts.me_fields import area_names


def test_a_place_is_written_as_ratings_have_it() -> None:
    assert Site("hip", Side.LEFT).text == "left hip"
    assert Site("sacrum").text == "sacrum"
    assert Site.parse("right outer hip") == Site("outer hip", Side.RIGHT)
    assert Site.parse("lower back") == Site("lower back")


def test_every_place_reads_back() -> None:
    assert [Site.parse(site.text) for site in sites()] == list(sites())


def test_no_place_stands_twice_and_each_is_seen_somewhere() -> None:
    texts = [site.text for site in sites()]
    assert len(texts) == len(set(texts))
    assert all(area.views for area in AREAS)
    assert {view for area in AREAS for view in area.views} == set(View)


def test_a_place_of_ones_own_is_kept_and_on_no_map() -> None:
    own = Site.parse("left shoulder blade")
    assert (own.text, own.side, own.body_area) == ("left shoulder blade", Side.LEFT, None)


@pytest.mark.parametrize("area", area_names())
@pytest.mark.parametrize("side", Side)
def test_the_place_a_person_names_at_the_start_is_on_the_map(area: str, side: Side) -> None:
    site = Site.parse(Profile(sore_side=side, areas=(area,)).main_site)
    assert site.body_area is not None
