from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alarms import DRIFTS
from archive.schema import TABLES
from archive.watch import KINDS, Alarm, judge
from simulated_sites import TEMPERS, simulate
from watched import Watched

FAULTY = replace(TEMPERS[0], years=1, rate=6)


@pytest.fixture(scope="module")
def histories():
    """Nine months of a site with each third kind of fault, from the seventh on."""
    return [simulate(FAULTY, seed, days=280, fault=drift.fault, since=200) for seed, drift in enumerate(DRIFTS[::3])]


@settings(max_examples=12)
@given(number=st.integers(0, len(DRIFTS[::3]) - 1), data=st.data())
def test_runs_judged_one_after_another_give_the_alarms_of_all_judged_at_once(histories, number, data):
    history = histories[number]
    whole = judge(history)
    for at in sorted(data.draw(st.lists(st.integers(180, len(history)), min_size=1, max_size=2))):
        before = judge(history[:at])
        assert judge(history, before, at) == whole
        # What was found of runs that are judged anew does not count.
        assert judge(history, whole, at) == whole


def test_a_history_of_nothing_has_no_alarms():
    assert judge([]) == []
    assert judge([replace(Watched().visit().runs[0], values={}, fields={}, texts={})]) == []


def test_an_alarm_has_the_columns_of_its_table():
    (alarm,) = Watched().days(120, dict.fromkeys(range(7), 4)).days(9, {}).alarms
    assert list(vars(alarm)) == list(TABLES["alarms"].columns)
    assert alarm == Alarm(**vars(alarm))
    assert alarm.do.startswith("Look at the site.")
    assert "commentary audit x" in alarm.do


def test_every_kind_is_described():
    described = TABLES["alarms"].columns["kind"].description
    assert all(kind in described for kind in KINDS)
    assert {kind for drift in DRIFTS for kind in drift.kinds} == set(KINDS)
