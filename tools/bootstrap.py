"""Makes .venv and sees to the system libraries, so that `make run` and `make test` just work.

Called by tools/bootstrap with ``run`` or ``test``; uses nothing but the standard library. When
all is in place it finishes in a moment, so every make target may call it first.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
INPUTS = ("pyproject.toml", "resources.qrc", "tools/build_hook.py", "assets")
GENERATED = "hipcoach/ui/resources_rc.py"


@dataclass(frozen=True)
class Need:
    """Something the system must bring: how it shows itself and the Debian package that has it."""

    name: str
    package: str
    required: bool = True
    """Whether hipcoach cannot start without it; else it goes on and says what is missing."""


GUI = (
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libgthread-2.0.so.0", "libglib2.0-0"),
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("a font", "fonts-dejavu-core"),
    Need("libpulse.so.0", "libpulse0", required=False),
)
WINDOW = tuple(
    Need(name, package, required=False)
    for name, package in (
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-image.so.0", "libxcb-image0"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-randr.so.0", "libxcb-randr0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-shape.so.0", "libxcb-shape0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    )
)
NEEDS = {
    "run": GUI + WINDOW,
    "test": (
        *GUI,
        *WINDOW,
        # A screen and a keyboard of the tests' own, for what only real key events show.
        Need("Xvfb", "xvfb"),
        Need("xdotool", "xdotool"),
        # A bus of the tests' own, for the media keys.
        Need("dbus-daemon", "dbus"),
        Need("dbus-send", "dbus"),
        # Counts what the voice asks of the network: nothing.
        Need("strace", "strace", required=False),
    ),
}
EXTRAS = {"run": ".[natural]", "test": ".[natural,test]"}


def main(arguments: list[str]) -> int:
    """Prepare for ``run`` or ``test``; 0 when ready, 1 with a plain line when a person must act."""
    if len(arguments) != 1 or arguments[0] not in NEEDS:
        print("usage: tools/bootstrap run|test", file=sys.stderr)
        return 2
    purpose = arguments[0]
    try:
        provide_system_libraries(purpose)
        if not is_installed(purpose):
            make_venv()
            install(purpose)
    except UnreadyError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


class UnreadyError(Exception):
    """Something that a person must do first; the text says what."""


def provide_system_libraries(purpose: str) -> None:
    """Install the missing system packages where that is allowed, else say which line to type."""
    if not sys.platform.startswith("linux"):
        return
    absent = missing(NEEDS[purpose])
    trouble = ""
    if absent and may_install():
        try:
            apt_install(packages(absent))
        except UnreadyError as problem:
            trouble = f"{problem}\n"
        absent = missing(NEEDS[purpose])
    if not absent:
        return
    text = trouble + advice(absent)
    if any(need.required for need in absent):
        raise UnreadyError(text)
    print(text, file=sys.stderr)


def missing(needs: Iterable[Need], probe: Callable[[str], bool] | None = None) -> list[Need]:
    """Return the needs that are not met on this machine."""
    found = probe or is_present
    return [need for need in needs if not found(need.name)]


def is_present(name: str) -> bool:
    """Tell whether a library loads, a command is there, or any font is installed."""
    if name == "a font":
        return has_font()
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Tell whether a font file lies in one of the usual folders."""
    folders = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
    kinds = ("*.ttf", "*.otf", "*.ttc", "*.pfb")
    return any(
        next(Path(folder).expanduser().rglob(kind), None) for folder in folders for kind in kinds
    )


def packages(needs: Iterable[Need]) -> list[str]:
    """Return the Debian packages of the needs, each once, in order."""
    return list(dict.fromkeys(need.package for need in needs))


def advice(needs: Iterable[Need]) -> str:
    """Say what is missing and the one line to type."""
    absent = list(needs)
    names = ", ".join(need.name for need in absent)
    if shutil.which("apt-get"):
        line = f"Type: {sudo()}apt-get install {' '.join(packages(absent))}"
    else:
        line = "Install the packages of your system that bring them."
    return f"Missing on this machine: {names}.\n{line}"


def sudo() -> str:
    """Return the prefix that a person without root needs."""
    return "" if is_root() else "sudo "


def is_root() -> bool:
    """Tell whether this process may change the system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_install() -> bool:
    """Tell whether packages may be installed without asking: root on Debian or Ubuntu."""
    return is_root() and shutil.which("apt-get") is not None


def apt_install(names: list[str]) -> None:
    """Install Debian packages, refreshing the lists once when they are too old or absent."""
    print(f"Installing {' '.join(names)} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    update = ["apt-get", "update", "-qq"]
    for command in (install, update, install):
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if command is install and run.returncode == 0:
            return
    said = f"{run.stdout}{run.stderr}".strip()
    raise UnreadyError(f"apt-get could not install {' '.join(names)}:\n{said}")


def make_venv() -> None:
    """Make .venv unless a working one of a fitting Python is there."""
    if venv_works():
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not may_install():
            raise UnreadyError(
                f"This Python cannot make virtual environments.\n"
                f"Debian or Ubuntu: {sudo()}apt-get install {package}"
            )
        apt_install([package])
    print("Making .venv ...", flush=True)
    # A child process: this one looked for ensurepip before apt brought it.
    run = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if run.returncode:
        raise UnreadyError("The virtual environment could not be made; see the lines above.")


def venv_works() -> bool:
    """Tell whether .venv has a Python that is new enough, and pip."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        run = subprocess.run([str(venv_python()), "-c", probe], capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


def venv_python() -> Path:
    """Return the interpreter of .venv."""
    return VENV / "bin" / "python"


def install(purpose: str) -> None:
    """Install hipcoach into .venv, editable, and remember what it was made from."""
    print("Installing hipcoach and what it needs into .venv ...", flush=True)
    stamp(purpose).unlink(missing_ok=True)
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run = subprocess.run([*pip, "--editable", EXTRAS[purpose]], cwd=ROOT, check=False)
    if run.returncode:
        raise UnreadyError("pip could not install hipcoach; see the lines above.")
    stamp(purpose).write_text(fingerprint(), encoding="utf-8")


def is_installed(purpose: str) -> bool:
    """Tell whether .venv was made for ``purpose``, or for more, from today's files."""
    if not (ROOT / GENERATED).exists() or not (VENV / "bin" / "hipcoach").exists():
        return False
    today = fingerprint()
    stamps = [stamp("test")] if purpose == "test" else [stamp("run"), stamp("test")]
    return any(one.exists() and one.read_text(encoding="utf-8") == today for one in stamps)


def stamp(purpose: str) -> Path:
    """Return the file in .venv that remembers an installation."""
    return VENV / f".installed-for-{purpose}"


def fingerprint() -> str:
    """Return a digest of everything that an installation is made from, and of its place."""
    digest = hashlib.sha256(str(ROOT).encode())
    for entry in INPUTS:
        path = ROOT / entry
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(file.relative_to(ROOT).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
