"""The numbers of `bot/meters.py` as Prometheus reads them."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.meters import BOUND, BUCKET, BUCKETS, ENDLESS, METERS, SUM, Key, Kind, Labels, Meter

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (*(f"{one:g}" for one in BUCKETS), ENDLESS)


def render(numbers: Mapping[Key, float]) -> bytes:
    """Every meter, with its numbers, in Prometheus's text format; one without any is zero."""
    registry = CollectorRegistry()
    registry.register(_Numbers(numbers))
    return generate_latest(registry)


class _Numbers(Collector):
    def __init__(self, numbers: Mapping[Key, float]) -> None:
        self._numbers = numbers

    def collect(self) -> Iterator[Metric]:
        for meter in METERS:
            yield self._family(meter)

    def _family(self, meter: Meter) -> Metric:
        match meter.kind:
            case Kind.HISTOGRAM:
                return self._histogram(meter)
            case Kind.COUNTER:
                family: CounterMetricFamily | GaugeMetricFamily = CounterMetricFamily(
                    meter.name, meter.meaning, labels=meter.labels
                )
            case Kind.GAUGE:
                family = GaugeMetricFamily(meter.name, meter.meaning, labels=meter.labels)
        found = {
            labels: value for (name, labels), value in self._numbers.items() if name == meter.name
        }
        if not meter.labels and meter.kind is Kind.COUNTER:
            found.setdefault((), 0.0)
        for labels, value in sorted(found.items()):
            family.add_metric(_values(meter, labels), value)
        return family

    def _histogram(self, meter: Meter) -> Metric:
        family = HistogramMetricFamily(meter.name, meter.meaning, labels=meter.labels)
        sums = {
            labels: value
            for (name, labels), value in self._numbers.items()
            if name == meter.name + SUM
        }
        for labels, total in sorted(sums.items()):
            buckets, so_far = [], 0.0
            for bound in _BOUNDS:
                so_far += self._numbers.get((meter.name + BUCKET, (*labels, (BOUND, bound))), 0.0)
                buckets.append((bound, so_far))
            family.add_metric(_values(meter, labels), buckets, total)
        return family


def _values(meter: Meter, labels: Labels) -> list[str]:
    of = dict(labels)
    return [of[name] for name in meter.labels]
