"""What is said when there is no voice, or not the one that was chosen."""

from collections.abc import Sequence

from hipcoach.domain.text import translate
from hipcoach.voice.voices import VoiceInfo


def no_engine(reason: str) -> str:
    """Say why nothing can be rendered, and what to do."""
    return translate(
        "Voice",
        "There is no speech engine that works here ({reason}). Sessions go on with captions. "
        "On Linux, install the package espeak-ng and open hipcoach again.",
    ).format(reason=reason)


def no_folder(reason: str) -> str:
    """Say why no clip can be kept, and what to do."""
    return translate(
        "Voice",
        "The spoken lines can't be saved ({reason}). Sessions go on with captions. "
        "Check that the disk isn't full and that you may write there.",
    ).format(reason=reason)


def lost_for_good(reason: str) -> str:
    """Say that the worker was lost too often."""
    return translate(
        "Voice",
        "The voice stopped working: {reason}. Sessions go on with captions. "
        "It is tried again when the next session begins.",
    ).format(reason=reason)


def missing_voice(wanted: str, speaker: VoiceInfo, voices: Sequence[VoiceInfo]) -> str:
    """Say that the chosen voice is not here and who speaks instead; empty when it is."""
    if not wanted or any(known.id == wanted for known in voices):
        return ""
    return translate(
        "Voice",
        "The voice {voice} is not on this computer, so {other} speaks instead. "
        "You can choose another in Settings.",
    ).format(voice=wanted, other=speaker.name)
