"""What is counted for operators: numbers and durations, no names, no texts."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_UNDONE = {
    "missing": "Owed by the rules and not in the outbox, at the last audit",
    "late": "Due for half an hour and still not sent",
    "unknown": "Given up without knowing whether they arrived, in the last three days",
    "failed": "Given up, in the last three days",
}


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.events = Counter(
            "duban_events", "Events that arrived", ["platform", "kind"], registry=registry
        )
        self.answers = Counter(
            "duban_answers", "Events answered, by intent", ["platform", "intent"], registry=registry
        )
        self.seconds = Histogram(
            "duban_answer_seconds",
            "From an event's arrival to its answer, sending not counted",
            ["platform"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.errors = Counter(
            "duban_errors", "What went wrong, by kind", ["where", "kind"], registry=registry
        )
        self.sends = Counter(
            "duban_sends",
            "Messages given to a platform: sent, limited (429), permanent, unknown, failed",
            ["platform", "outcome"],
            registry=registry,
        )
        self.beats = Counter(
            "duban_beats", "Beats of the heartbeat that came well", ["beat"], registry=registry
        )
        self._ready = Gauge(
            "duban_platform_ready", "1 while events arrive", ["platform"], registry=registry
        )
        self._states = Gauge(
            "duban_rows", "Rows that wait or ended, by state", ["table", "state"], registry=registry
        )
        self._undone = {
            name: Gauge(f"duban_notices_{name}", what, registry=registry)
            for name, what in _UNDONE.items()
        }

    def failed(self, where: str, error: BaseException) -> None:
        """Count an error."""
        self.errors.labels(where, type(error).__name__).inc()

    def undone(self, counts: Mapping[str, int]) -> None:
        """How many notices did not go out as they should, by trouble."""
        for name, gauge in self._undone.items():
            gauge.set(counts.get(name, 0))

    def show(self, ready: Mapping[str, bool], rows: Mapping[tuple[str, str], int]) -> bytes:
        """All of it in Prometheus' text format; `rows`: (table, state) → how many there are now."""
        for platform, is_ready in ready.items():
            self._ready.labels(platform).set(is_ready)
        for labels, count in rows.items():
            self._states.labels(*labels).set(count)
        return generate_latest(self._registry)
