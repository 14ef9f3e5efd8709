"""What was done by exercise: of what was prescribed, and how much a week."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hipcoach.coaching.dose_report import DoseView, measures_of, volume_of
from hipcoach.progress.volume import Measure
from hipcoach.ui.charts.share_bars import ShareBars
from hipcoach.ui.models.chart_tables import ExercisesModel, VolumeModel
from hipcoach.ui.pages.chart_card import ChartCard
from hipcoach.ui.theme import Theme
from hipcoach.ui.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from hipcoach.ui.charts.volume_chart import VolumeChart


class ExercisesCard(ChartCard):
    """The share of the prescribed dose that was done, by exercise."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, file_name="hipcoach-exercises")
        self._model = ExercisesModel(self)
        self.put_tables(((self.tr("Done of prescribed by exercise"), self._model),))
        self.bars = ShareBars(theme, self)
        self.put_chart(self.bars)

    def show_view(self, view: DoseView) -> None:
        """Show the exercises of a time."""
        if view.exercises:
            words = self.tr("Done of what was prescribed; missed days count, excused ones don’t.")
        else:
            words = self.tr("Nothing was due or done in this time.")
        self.set_words(self.tr("By exercise"), words)
        self.toggle.setVisible(bool(view.exercises))
        self.bars.set_rows(view.exercises)
        self._model.show_view(view)


class VolumeCard(ChartCard):
    """How much of one exercise was done a week, left and right apart."""

    chart_made = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, file_name="hipcoach-volume")
        self._view: DoseView | None = None
        self._chart: VolumeChart | None = None
        self._exercise_id = ""
        self._measure: Measure | None = None
        self._model = VolumeModel(self)
        self.put_tables(((self.tr("Volume by week"), self._model),))
        self.exercises = ChoiceBox(theme, name=self.tr("Exercise"), parent=self)
        self.measures = ChoiceBox(theme, name=self.tr("What is counted"), parent=self)
        self.exercises.activated.connect(self._choose_exercise)
        self.measures.activated.connect(self._choose_measure)
        self.head.insertWidget(0, self.exercises)
        self.head.insertWidget(1, self.measures)

    @property
    def chart(self) -> "VolumeChart | None":
        """The chart, once there was something to draw."""
        return self._chart

    def show_view(self, view: DoseView) -> None:
        """Show the volume of a time."""
        self._view = view
        ids = [each.exercise_id for each in view.choices]
        self.setVisible(bool(ids))
        if not ids:
            return
        if self._exercise_id not in ids:
            self._exercise_id = ids[0]
        self.exercises.clear()
        for choice in view.choices:
            self.exercises.addItem(choice.name, choice.exercise_id)
        self.exercises.setCurrentIndex(ids.index(self._exercise_id))
        self.exercises.updateGeometry()
        self._fill_measures()
        self._draw()

    def _fill_measures(self) -> None:
        if self._view is None:
            return
        kinds = {each.exercise_id: each.kind for each in self._view.choices}
        measures = measures_of(kinds[self._exercise_id])
        if self._measure not in measures:
            self._measure = measures[0]
        self.measures.clear()
        names = {
            Measure.TIME: self.tr("Hold time"),
            Measure.REPS: self.tr("Reps"),
            Measure.SETS: self.tr("Sets"),
        }
        for measure in measures:
            self.measures.addItem(names[measure], measure.value)
        self.measures.setCurrentIndex(measures.index(self._measure))
        self.measures.setMinimumWidth(self.measures.sizeHint().width())

    def _choose_exercise(self, index: int) -> None:
        self._exercise_id = str(self.exercises.itemData(index))
        self._fill_measures()
        self._draw()

    def _choose_measure(self, index: int) -> None:
        self._measure = Measure(self.measures.itemData(index))
        self._draw()

    def _draw(self) -> None:
        if self._view is None or self._measure is None:
            return
        volume = volume_of(self._view, self._exercise_id, self._measure)
        self.set_words(self.tr("How much a week"), volume.sentence)
        self._model.show_view(volume)
        if self._chart is None:
            from hipcoach.ui.charts.volume_chart import VolumeChart  # noqa: PLC0415

            self._chart = VolumeChart(self._theme, self)
            self.put_chart(self._chart, self._chart.legend_entries())
            self._chart.set_view(volume)
            self.chart_made.emit()
        else:
            self._chart.set_view(volume)
