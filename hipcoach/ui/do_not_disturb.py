"""Whether the desktop asks for quiet just now, where it says so."""

import sys

from PySide6.QtCore import QCoreApplication

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_PROPERTY = "Inhibited"
# A desktop that doesn't answer must not hold the window up.
TIMEOUT_MS = 300


def wants_quiet() -> bool:
    """Tell whether notifications are inhibited; False where nobody can be asked.

    Linux desktops tell it in the property Inhibited of org.freedesktop.Notifications (KDE
    does, others may); of Windows and macOS Qt knows nothing, and they keep our messages back
    themselves.
    """
    if sys.platform != "linux" or QCoreApplication.instance() is None:
        return False
    # Nobody needs D-Bus for a window alone.
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage  # noqa: PLC0415

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(_SERVICE, _PATH, "org.freedesktop.DBus.Properties", "Get")
    # Asking must not start a service that isn't there.
    call.setAutoStartService(False)
    call.setArguments([_SERVICE, _PROPERTY])
    answer = bus.call(call, QDBus.CallMode.Block, TIMEOUT_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return False
    return says_inhibited(answer.arguments())


def says_inhibited(arguments: list[object]) -> bool:
    """Tell whether an answer is one variant that holds True."""
    if len(arguments) != 1:
        return False
    value = arguments[0]
    variant = getattr(value, "variant", None)
    return (variant() if callable(variant) else value) is True
