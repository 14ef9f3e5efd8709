"""What the rest of hipcoach asks for speech: clips of lines, made in the background."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from hipcoach.voice.clip_cache import ClipCache, clip_key
from hipcoach.voice.job import Job
from hipcoach.voice.keeper import StopRenderingError, WorkerKeeper
from hipcoach.voice.messages import Fault, Reply
from hipcoach.voice.problems import missing_voice, no_engine, no_folder
from hipcoach.voice.rate import FASTEST_WPM, SLOWEST_WPM
from hipcoach.voice.respelling import in_spoken_form
from hipcoach.voice.speakable import speakable
from hipcoach.voice.voices import VoiceInfo, VoiceStatus, best_voice, speaks
from hipcoach.voice.worker import InterruptedAskError, WorkerLostError, worker_command

DEFAULT_RATE_WPM = 140
_TRIES_A_LINE = 2
# A session has its lines when it begins; what changes on the way mostly comes soon after.
IDLE_MS = 30_000
NO_FORMS: Mapping[str, str] = {}
_log = logging.getLogger(__name__)

Post = Callable[[Callable[[], None]], None]


def call_now(callback: Callable[[], None]) -> None:
    """Run a callback in the thread that has it: the `post` of a program without a window."""
    callback()


class VoiceClient:
    """Renders lines through the worker process into the clip cache.

    Every method but `close` and `prepare_blocking` returns at once and may be called
    from the window's thread. Callbacks go through `post`. Times are in ms.
    """

    def __init__(
        self,
        cache: ClipCache,
        *,
        post: Post = call_now,
        voice: str = "",
        earlier_voices: Sequence[str] = (),
        rate_wpm: int = DEFAULT_RATE_WPM,
        language: str = "en-us",
        command: Sequence[str] | None = None,
        answer_timeout_ms: int = 10_000,
        start_timeout_ms: int = 30_000,
        idle_ms: int = IDLE_MS,
        spoken_forms: Mapping[str, str] = NO_FORMS,
    ) -> None:
        """Start nothing yet: the worker is started by the first `prepare`.

        It ends by itself when nothing was asked of it for `idle_ms`. `spoken_forms` tells how
        names are read that a voice would garble.
        """
        self._cache = cache
        self._post = post
        self._language = language
        self._spoken_forms = spoken_forms
        self._keeper = WorkerKeeper(
            worker_command() if command is None else command, start_timeout_ms, self._met
        )
        self._answer_timeout_ms = answer_timeout_ms
        self._idle_s = idle_ms / 1000
        self._changed = threading.Condition()
        # Guarded by _changed:
        self._voices, self._rate_wpm = (voice, *earlier_voices), _within(rate_wpm)
        self._job: Job | None = None
        self._repair: Job | None = None
        self._ahead: Job | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._engine: Reply | None = None
        self._problem = ""
        self._is_given_up = False

    def configure(self, *, voice: str, rate_wpm: int, earlier_voices: Sequence[str] = ()) -> None:
        """Choose voice ("" for the best there is) and words a minute (kept in 80-450).

        Where the voice is not here, the first of `earlier_voices` that is speaks instead.
        Counts for lines asked about and prepared from now on.
        """
        with self._changed:
            self._voices, self._rate_wpm = (voice, *earlier_voices), _within(rate_wpm)

    def prepare(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[], None],
    ) -> None:
        """Render what is missing in the background; a newer call supersedes an older.

        `on_progress` gets lines dealt with and lines in all; `on_done` comes even when
        there is no speech here. A superseded call's callbacks are not called any more,
        nor any after `close`. With no texts it only finds out about the engine.
        """
        self._take_on(texts, on_progress=on_progress, on_done=on_done)

    def prepare_blocking(
        self,
        texts: Sequence[str],
        *,
        timeout_ms: int,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Render what is missing and return when done, or after `timeout_ms`.

        `on_progress` is called in the calling thread. What is not done in time goes on
        in the background.
        """
        job = self._take_on(texts)
        deadline = time.monotonic() + timeout_ms / 1000
        told, is_over = 0, False
        while not is_over:
            reached, is_over = self._news_of(job, told, deadline)
            if on_progress is not None and reached > told:
                on_progress(reached, len(job.texts))
            told = reached

    def prepare_ahead(self, texts: Sequence[str]) -> None:
        """Render what will likely be wanted, in the background, while nothing else is asked for."""
        with self._changed:
            if not self._is_closed:
                self._ahead = Job(texts, voices=self._voices, rate_wpm=self._rate_wpm)
                self._wake_thread()

    def prepare_sample(
        self,
        texts: Sequence[str],
        *,
        voice: str,
        on_done: Callable[[Sequence[tuple[Path, int]]], None],
    ) -> None:
        """Render lines in another voice than the chosen one; give their clips and lengths in ms.

        Like `prepare` it supersedes what was asked before; lines without a clip are left out.
        """
        with self._changed:
            job = Job(texts, voices=(voice,), rate_wpm=self._rate_wpm)

        def done() -> None:
            keys = (self._key(text, job.voices, job.rate_wpm) for text in job.texts)
            found = (
                (self._cache.path(key), self._cache.length_ms(key))
                for key in keys
                if key is not None
            )
            on_done(tuple((path, ms) for path, ms in found if path is not None and ms is not None))

        job.on_done = done
        self._begin(job)

    def lengths_ms(self, texts: Iterable[str]) -> dict[str, int]:
        """Return the length in ms of each text that has a clip in the chosen voice."""
        lengths = {}
        for text in dict.fromkeys(texts):
            key = self._key_now(text)
            length = None if key is None else self._cache.length_ms(key)
            if length is not None:
                lengths[text] = length
        return lengths

    def path(self, text: str) -> Path | None:
        """Return the clip of a text in the chosen voice, or None when it has none.

        One that is found damaged is rendered again in the background.
        """
        key = self._key_now(text)
        if key is None:
            return None
        found = self._cache.path(key)
        if found is None and self._cache.is_damaged(key):
            self._render_again(text)
        return found

    def status(self) -> VoiceStatus:
        """Tell whether there is speech, and what to do when there is none."""
        with self._changed:
            engine, problem, is_given_up = self._engine, self._problem, self._is_given_up
            if engine is None:
                return VoiceStatus(available=False, problem=problem)
            wanted = self._voices[0]
            speaker = self._voice_in_use(self._voices)
            if speaker is None:
                return VoiceStatus(available=not is_given_up, problem=problem)
            return VoiceStatus(
                available=not is_given_up,
                engine=speaker.engine or engine.engine,
                version=speaker.version or engine.version,
                voices=engine.voices,
                problem=problem or missing_voice(wanted, speaker, engine.voices),
                speaker=speaker,
                speaks=speaks(speaker, engine.voices, self._rate_wpm, is_chosen=bool(wanted)),
            )

    def close(self) -> None:
        """End the worker and the threads, and wait for them; calling it again is fine."""
        with self._changed:
            self._is_closed = True
            thread = self._thread
            self._keeper.close()
            self._changed.notify_all()
        # A callback that closes runs in that thread itself, which ends right after it.
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    # Asking, from any thread

    def _take_on(
        self,
        texts: Sequence[str],
        *,
        on_progress: Callable[[int, int], None] | None = None,
        on_done: Callable[[], None] | None = None,
    ) -> Job:
        with self._changed:
            job = Job(
                texts,
                voices=self._voices,
                rate_wpm=self._rate_wpm,
                on_progress=on_progress,
                on_done=on_done,
            )
        self._begin(job)
        return job

    def _begin(self, job: Job) -> None:
        with self._changed:
            if not self._is_closed:
                self._job = job
                self._wake_thread()

    def _render_again(self, text: str) -> None:
        """Have a damaged clip replaced without superseding what is being prepared."""
        with self._changed:
            repairs = self._repair
            waiting = () if repairs is None or repairs.is_finished else repairs.texts
            if self._is_closed or text in waiting:
                return
            self._repair = Job((*waiting, text), voices=self._voices, rate_wpm=self._rate_wpm)
            self._wake_thread()

    def _wake_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="voice-client", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _news_of(self, job: Job, told: int, deadline: float) -> tuple[int, bool]:
        """Wait for more lines than `told`; return how many, and whether to wait no more."""
        with self._changed:

            def is_over() -> bool:
                return job.is_finished or not self._is_current(job)

            has_news = self._changed.wait_for(
                lambda: is_over() or job.done_count > told,
                timeout=max(0.0, deadline - time.monotonic()),
            )
            return job.done_count, is_over() or not has_news

    def _is_current(self, job: Job) -> bool:
        if self._is_closed:
            return False
        # What may be wanted later gives way to whatever is wanted now, and comes back to its turn.
        return self._next_job() is job if job is self._ahead else job in (self._job, self._repair)

    def _key_now(self, text: str) -> str | None:
        with self._changed:
            return self._key(text, self._voices, self._rate_wpm)

    def _key(self, text: str, voices: tuple[str, ...], rate_wpm: int) -> str | None:
        engine = self._engine
        chosen = self._voice_in_use(voices)
        if engine is None or chosen is None:
            return None
        return clip_key(
            self._as_read(text),
            voice=chosen.id,
            # Beyond what the voice is understood at it speaks at its limit: one clip for all.
            rate_wpm=chosen.understood(rate_wpm),
            engine=chosen.engine or engine.engine,
            version=chosen.version or engine.version,
        )

    def _as_read(self, text: str) -> str:
        return speakable(in_spoken_form(text, self._spoken_forms), self._language)

    def _voice_in_use(self, voices: tuple[str, ...]) -> VoiceInfo | None:
        engine = self._engine
        if engine is None:
            return None
        here = {known.id: known for known in engine.voices}
        # With nothing chosen the best there is speaks, whoever was chosen before.
        for voice in voices if voices[0] else ():
            if voice in here:
                return here[voice]
        return best_voice(engine.voices, self._language, engine.default_voice)

    # Rendering, in the client's own thread

    def _run(self) -> None:
        while True:
            if not self._waited_for_work(self._idle_s):
                self._keeper.end()
                self._waited_for_work(None)
            with self._changed:
                job = self._next_job()
                if self._is_closed or job is None:
                    break
            try:
                self._work_through(job)
            except InterruptedAskError:
                continue  # closing, which the loop's head sees
            except Exception:
                # Whatever it was, the session must not wait for speech for ever.
                _log.exception("Rendering stopped")
                self._finish(job)
        self._keeper.end()
        self._flush()

    def _waited_for_work(self, limit_s: float | None) -> bool:
        """Wait until there is a job or this is closed; return False when the time is over."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._is_closed or self._next_job() is not None, limit_s
            )

    def _next_job(self) -> Job | None:
        for job in (self._job, self._repair, self._ahead):
            if job is not None and not job.is_finished:
                return job
        return None

    def _work_through(self, job: Job) -> None:
        with self._changed:
            if self._is_given_up:
                # A new session is a new chance, but not another four times the wait.
                self._keeper.grant_one_more()
                self._is_given_up, self._problem = False, ""
        try:
            if self._engine is None:
                self._keeper.running(job.voices[0])
            missing = [text for text in job.texts if self._length_ms(text, job) is None]
            self._advance(job, len(job.texts) - len(missing))
            for text in missing:
                if not self._is_current_now(job):
                    return
                self._render(text, job)
                self._advance(job, 1)
        except StopRenderingError as stopped:
            with self._changed:
                self._is_given_up, self._problem = True, str(stopped)
        self._flush()
        self._finish(job)

    def _is_current_now(self, job: Job) -> bool:
        with self._changed:
            return self._is_current(job)

    def _length_ms(self, text: str, job: Job) -> int | None:
        key = self._key(text, job.voices, job.rate_wpm)
        return None if key is None else self._cache.length_ms(key)

    def _render(self, text: str, job: Job) -> None:
        """Render a line; it is given up when the worker is lost over it twice."""
        for _ in range(_TRIES_A_LINE):
            if not self._is_current_now(job):
                return
            worker = self._keeper.running(job.voices[0])
            chosen = self._voice_in_use(job.voices)
            key = self._key(text, job.voices, job.rate_wpm)
            if chosen is None or key is None:
                return
            if self._cache.length_ms(key) is not None:
                return  # it is there since the engine came back as another one
            self._make_folder()
            try:
                reply = worker.ask(
                    "render",
                    timeout_ms=self._answer_timeout_ms,
                    text=self._as_read(text),
                    voice=chosen.id,
                    rate=job.rate_wpm,
                    path=str(self._cache.file_of(key)),
                )
            except WorkerLostError as lost:
                self._keeper.lose(lost)
                continue
            if self._has_clip(reply, key):
                return
            if reply.fault is Fault.VOICE:
                self._keeper.end()  # its list of voices is not the one it told us: ask anew
            elif reply.fault is Fault.LINE:
                return

    def _has_clip(self, reply: Reply, key: str) -> bool:
        """Take in an answer; raises StopRenderingError when no line will do better."""
        if reply.ok:
            self._keeper.has_answered()
            return self._cache.add(key, reply.ms)
        _log.warning("A line could not be rendered: %s", reply.error)
        if reply.fault is Fault.ENGINE:
            raise StopRenderingError(no_engine(reply.error))
        if reply.fault is Fault.FOLDER:
            raise StopRenderingError(no_folder(reply.error))
        return False

    def _met(self, engine: Reply) -> None:
        with self._changed:
            self._engine = engine

    def _make_folder(self) -> None:
        try:
            self._cache.make_folder()
        except OSError as error:
            reason = f"{self._cache.folder}: {error.strerror or error}"
            raise StopRenderingError(no_folder(reason)) from error

    def _flush(self) -> None:
        try:
            self._cache.flush()
        except OSError as error:
            # The clips are there; their lengths are read from them at the next start.
            _log.warning("The index of clips could not be written: %s", error)

    # Telling

    def _advance(self, job: Job, count: int) -> None:
        if count == 0:
            return
        with self._changed:
            job.done_count += count
            done, total = job.done_count, len(job.texts)
            self._changed.notify_all()
        if job.on_progress is not None:
            on_progress = job.on_progress
            self._tell(job, lambda: on_progress(done, total))

    def _finish(self, job: Job) -> None:
        with self._changed:
            job.is_finished = True
            self._changed.notify_all()
        if job.on_done is not None:
            self._tell(job, job.on_done)

    def _tell(self, job: Job, callback: Callable[[], None]) -> None:
        def call_if_current() -> None:
            # Asked when it arrives: it may have waited in a queue behind a newer prepare.
            if self._is_current_now(job):
                callback()

        try:
            self._post(call_if_current)
        except Exception:
            _log.exception("A callback of the voice failed")


def _within(rate_wpm: int) -> int:
    return max(SLOWEST_WPM, min(FASTEST_WPM, rate_wpm))
