"""What Prometheus reads: every number of the table, right in form, without a stranger's word."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import meters
from bot.meters import METERS, Kind, Meter, key_of
from bot.server.metrics import render
from bot.store.database import open_store

TABLE = Path(__file__).parents[2] / ".github/docs/metrics.md"
_ROW = re.compile(r"\| `(?P<name>\w+)` \| (?P<kind>\w+) \| (?P<labels>[^|]*) \| (?P<means>.*) \|")


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet() -> None:
    meters.take()


def some_of_each() -> None:
    for meter in METERS:
        labels = dict.fromkeys(meter.labels, 'a "quoted\\" word\n')
        match meter.kind:
            case Kind.COUNTER:
                meters.count(meter, 2.5, **labels)
            case Kind.HISTOGRAM:
                for seconds in (0.004, 0.3, 1_000.0):
                    meters.observe(meter, seconds, **labels)
            case Kind.GAUGE:
                continue


def test_every_number_is_documented_with_its_labels() -> None:
    rows = [_ROW.fullmatch(line) for line in TABLE.read_text().splitlines()]
    told = [
        Meter(
            row["name"],
            Kind(row["kind"]),
            row["means"],
            tuple(re.findall(r"`(\w+)`", row["labels"])),
        )
        for row in rows
        if row is not None
    ]

    assert told == list(METERS)


def test_a_parser_of_prometheus_reads_every_number_that_was_counted() -> None:
    some_of_each()
    counted, _ = meters.take()
    gauges = {
        key_of(one, **dict.fromkeys(one.labels, "x")): 7.0
        for one in METERS
        if one.kind is Kind.GAUGE
    }
    page = render({**counted, **gauges}).decode()
    families = {one.name: one for one in text_string_to_metric_families(page)}

    for meter in METERS:
        family = families.pop(meter.name.removesuffix("_total"))
        assert (family.type, family.documentation) == (meter.kind.value, meter.meaning)
        values = {
            one.labels.get("le", one.name.removeprefix(family.name)): one.value
            for one in family.samples
        }
        word = "x" if meter.kind is Kind.GAUGE else 'a "quoted\\" word\n'
        for one in family.samples:
            own = {name: value for name, value in one.labels.items() if name != "le"}
            assert own == dict.fromkeys(meter.labels, word)
        match meter.kind:
            case Kind.COUNTER:
                assert values == {"_total": 2.5}
            case Kind.GAUGE:
                assert values == {"": 7.0}
            case Kind.HISTOGRAM:
                assert (values["0.005"], values["0.25"], values["0.5"]) == (1, 1, 2)
                assert (values["300"], values["+Inf"], values["_count"]) == (2, 3, 3)
                assert values["_sum"] == pytest.approx(1_000.304)
    assert families == {}


def test_what_was_never_counted_is_zero_where_that_is_known() -> None:
    assert "tenet_model_usd_total 0.0" in render({}).decode()


def test_a_label_that_a_number_does_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="tenet_reviews_total has the labels"):
        meters.count(meters.REVIEWS, repository="acme/shop")


def test_the_sums_of_several_processes_are_one_sum(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tenet.db"
    with closing(open_store(url)) as one, closing(open_store(url)) as other:
        for store, usd, left in ((one, 0.25, 50.0), (other, 1.5, 40.0)):
            meters.count(meters.MODEL_USD, usd)
            meters.observe(meters.STEP_SECONDS, 0.2, step="finish")
            meters.lowest(meters.RATE_LIMIT, left)
            meters.lowest(meters.RATE_LIMIT, left + 1)
            store.meters.add(*meters.take())
        page = render(one.meters.all()).decode()

    assert "tenet_model_usd_total 1.75" in page
    assert 'tenet_step_seconds_count{step="finish"} 2.0' in page
    assert "tenet_github_rate_limit_remaining 40.0" in page
