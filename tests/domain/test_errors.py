import pytest

from hipcoach.domain.errors import ContentError, RangeError, check_range, seconds_text


def test_bounds_are_allowed() -> None:
    check_range("pain", 0, 0, 10)
    check_range("pain", 10, 0, 10)


def test_messages_name_the_field_the_value_and_the_rule() -> None:
    with pytest.raises(RangeError, match=r"^pain: 11 is over 10$") as caught:
        check_range("pain", 11, 0, 10)
    assert (caught.value.field, caught.value.value, caught.value.rule) == ("pain", 11, "is over 10")
    with pytest.raises(RangeError, match=r"^pain: -1 is under 0$"):
        check_range("pain", -1, 0, 10)


def test_durations_are_told_in_seconds() -> None:
    with pytest.raises(RangeError, match=r"^hold_s: 700 is over 600$"):
        check_range("hold_ms", 700_000, 1000, 600_000)
    with pytest.raises(RangeError, match=r"^hold_s: 0\.5 is under 1$"):
        check_range("hold_ms", 500, 1000, 600_000)


@pytest.mark.parametrize("value", [True, 1.5, "3", None])
def test_only_whole_numbers_will_do(value: object) -> None:
    with pytest.raises(RangeError, match="is not a whole number"):
        check_range("sets", value, 0, 10)  # type: ignore[arg-type]


def test_a_range_error_is_a_value_error_for_msgspec() -> None:
    assert issubclass(RangeError, ValueError)


def test_seconds_text() -> None:
    assert [seconds_text(ms) for ms in (0, 2000, 2500, 90_000)] == ["0", "2", "2.5", "90"]


def test_content_errors_name_file_place_and_rule() -> None:
    error = ContentError("routine.toml", "items[2].hold_s", "700 is over 600")
    assert str(error) == "routine.toml: items[2].hold_s: 700 is over 600"
    assert str(ContentError("routine.toml", "", "is empty")) == "routine.toml: is empty"
    assert (error.file, error.path, error.rule) == (
        "routine.toml",
        "items[2].hold_s",
        "700 is over 600",
    )
