from collections.abc import Iterator

import pytest

from hipcoach.domain.text import install_translator, translate


@pytest.fixture(autouse=True)
def without_translator() -> Iterator[None]:
    install_translator(None)
    yield
    install_translator(None)


def test_texts_stay_as_they_are_until_a_translator_is_installed() -> None:
    assert translate("Today", "Start") == "Start"
    install_translator(lambda context, text, number: f"{context}/{text[::-1]}/{number}")
    assert translate("Today", "Start") == "Today/tratS/None"
    assert translate("Today", "Start", 3) == "Today/tratS/3"
    install_translator(None)
    assert translate("Today", "Start") == "Start"
