"""The one style sheet, for Qt's own fields, lists, tables, menus and scroll bars.

It names roles of the palette and lengths in `em`, never a colour: so it is read once, and a
change of look is a new palette and font, which the widgets that it styles take in `refresh`.
Setting another sheet would cost Qt ten times that, since it goes through every widget once
for each of its ancestors.
"""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

STYLE_SHEET: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QTimeEdit, QDateEdit, QComboBox {
    background: palette(base); color: palette(text); border: 1px solid palette(mid);
    border-radius: 8px; padding: 8px 12px;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
    placeholder-text-color: palette(placeholder-text);
}
QLineEdit, QSpinBox, QDoubleSpinBox, QTimeEdit, QDateEdit, QComboBox { min-height: 1.45em; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QTimeEdit:focus, QDateEdit:focus, QComboBox:focus {
    border: 2px solid palette(highlight); padding: 7px 11px;
}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: palette(mid); }
QComboBox QAbstractItemView {
    background: palette(base); color: palette(text); border-radius: 0; outline: none;
    border: none; border-left: 1px solid palette(mid); border-right: 1px solid palette(mid);
    selection-background-color: palette(light); selection-color: palette(text);
}
QComboBoxPrivateContainer { background: palette(base); border: 1px solid palette(mid); }
QAbstractSpinBox::up-button {
    subcontrol-origin: padding; subcontrol-position: top right; width: 12px; border: none;
}
QAbstractSpinBox::down-button {
    subcontrol-origin: padding; subcontrol-position: bottom right; width: 12px; border: none;
}
QComboBox::drop-down { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 12px; min-height: 44px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 20px; height: 20px; background: palette(base); border: 2px solid palette(mid);
}
QCheckBox::indicator { border-radius: 6px; }
QRadioButton::indicator { border-radius: 12px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked {
    background: palette(highlight); border-color: palette(highlight);
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: palette(text); }
QPushButton {
    background: palette(base); color: palette(text); border: 1px solid palette(midlight);
    border-radius: 12px; padding: 8px 20px; min-height: 1.45em;
}
QPushButton:hover { background: palette(light); }
QPushButton:focus { border: 2px solid palette(highlight); padding: 7px 19px; }
QPushButton:default { color: palette(highlight); border-color: palette(highlight); }
QPushButton:disabled { color: palette(mid); }
QScrollArea { background: palette(window); border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 44px; }
QScrollBar::handle:horizontal { min-width: 44px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip {
    background: palette(base); color: palette(text); border: 1px solid palette(mid);
    padding: 6px 10px;
}
QMenu {
    background: palette(base); color: palette(text);
    border: 1px solid palette(midlight); padding: 6px;
}
QMenu::item { padding: 10px 24px; border-radius: 8px; }
QMenu::item:selected { background: palette(light); color: palette(text); }
QMenu::item:disabled { color: palette(mid); }
QListView, QTreeView, QTableView {
    background: palette(base); color: palette(text); border: 1px solid palette(midlight);
    border-radius: 12px; gridline-color: palette(midlight); outline: none;
    alternate-background-color: palette(window);
    selection-background-color: palette(light); selection-color: palette(text);
}
QListView::item { padding: 8px; border-radius: 8px; }
QListView::item:selected { background: palette(light); color: palette(text); font-weight: bold; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: palette(base); color: palette(placeholder-text); border: none;
    border-bottom: 1px solid palette(midlight); padding: 8px;
}
QTableCornerButton::section { background: palette(base); border: none; }
QProgressBar { background: palette(midlight); border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: palette(highlight); border-radius: 4px; }
QSlider { min-height: 44px; }
QSlider::groove:horizontal { height: 6px; background: palette(mid); border-radius: 3px; }
QSlider::sub-page:horizontal { background: palette(highlight); border-radius: 3px; }
QSlider::handle:horizontal {
    width: 24px; height: 24px; margin: -10px 0; border-radius: 13px;
    background: palette(base); border: 2px solid palette(highlight);
}
QSlider::handle:horizontal:focus { background: palette(highlight); }
"""

# By their names in Qt: Python has no class for the last two.
_STYLED: Final = (
    *("QAbstractScrollArea", "QAbstractSpinBox", "QCheckBox", "QComboBox", "QHeaderView"),
    *("QLineEdit", "QMenu", "QProgressBar", "QPushButton", "QRadioButton", "QScrollBar"),
    *("QSlider", "QTableCornerButton", "QComboBoxPrivateContainer"),
)


def refresh(app: QApplication) -> None:
    """Have every widget that the sheet styles read the palette and the font anew."""
    for widget in app.allWidgets():
        if widget.styleSheet() or any(widget.inherits(kind) for kind in _STYLED):
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)
            QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
