"""All stores of the record on one open database."""

from hipcoach.coaching.ports import RecordStores
from hipcoach.storage.annotation_store import SqliteAnnotationStore
from hipcoach.storage.baseline_store import SqliteBaselineStore
from hipcoach.storage.check_store import SqliteCheckStore
from hipcoach.storage.clinic_store import SqliteClinicStore
from hipcoach.storage.database import Database
from hipcoach.storage.pain_store import SqlitePainStore
from hipcoach.storage.pathway_store import (
    SqliteActivityStore,
    SqliteFormScoreStore,
    SqlitePathwayStore,
)
from hipcoach.storage.plan_store import SqlitePlanStore
from hipcoach.storage.planned_store import SqliteCalendarExportStore, SqlitePlannedCopyStore
from hipcoach.storage.progression_store import SqliteProgressionStore
from hipcoach.storage.record_value_store import SqliteRecordValues
from hipcoach.storage.routine_store import SqliteRoutineStore
from hipcoach.storage.session_store import SqliteSessionStore
from hipcoach.storage.warning_sign_store import SqliteWarningSignStore


def stores_on(database: Database) -> RecordStores:
    """Return every store; used by the thread that opened the database."""
    return RecordStores(
        sessions=SqliteSessionStore(database),
        pains=SqlitePainStore(database),
        plans=SqlitePlanStore(database),
        annotations=SqliteAnnotationStore(database),
        baselines=SqliteBaselineStore(database),
        routines=SqliteRoutineStore(database),
        progression=SqliteProgressionStore(database),
        checks=SqliteCheckStore(database),
        clinic=SqliteClinicStore(database),
        pathways=SqlitePathwayStore(database),
        activities=SqliteActivityStore(database),
        form_scores=SqliteFormScoreStore(database),
        planned_copies=SqlitePlannedCopyStore(database),
        calendar_exports=SqliteCalendarExportStore(database),
        signs=SqliteWarningSignStore(database),
        values=SqliteRecordValues(database),
    )
