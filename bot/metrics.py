"""What the bot counts for those who run it, in the form that Prometheus reads."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180)


class Metrics:
    """Counters of one process; no chat and no text is in them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = Counter("attribot_updates", "Updates stored", registry=self._registry)
        self._jobs = Counter("attribot_jobs", "Jobs, by kind and outcome", ["kind", "outcome"], registry=self._registry)
        self._seconds = Histogram(
            "attribot_job_seconds", "From a request to its answer", ["kind"], buckets=_BUCKETS, registry=self._registry
        )
        self._calls = Counter(
            "attribot_calls", "Calls to Telegram, by kind and outcome", ["kind", "outcome"], registry=self._registry
        )
        self._running = Gauge("attribot_jobs_running", "Jobs under way", registry=self._registry)

    def kept(self, updates: int) -> None:
        """Updates were stored."""
        self._updates.inc(updates)

    def began(self) -> None:
        """A job was begun."""
        self._running.inc()

    def ended(self, kind: str, outcome: str, seconds: float) -> None:
        """A job ended, so many seconds after it was asked for."""
        self._running.dec()
        self._jobs.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def called(self, kind: str, outcome: str) -> None:
        """A call to Telegram had this outcome."""
        self._calls.labels(kind, outcome).inc()

    def text(self) -> bytes:
        """All figures, in Prometheus' text format."""
        return generate_latest(self._registry)
