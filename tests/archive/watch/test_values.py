from archive.watch import Alarm, is_told_by

RULE = "the profile's rule «.c1 > .when-2» no longer wins in {} articles"
REDESIGN = Alarm(
    id=1,
    site="x",
    kind="redesign",
    subject="",
    began_run="r-1",
    began_at="2026-03-01T12:00:00+00:00",
    do="relearn",
    what=f"redesign: {RULE.format('1,018')}. The readings keep what was found before",
)


def test_an_event_that_goes_on_with_another_number_is_told_by_its_alarm():
    assert is_told_by(RULE.format(8) + ".", [REDESIGN])


def test_an_event_of_another_rule_is_not():
    assert not is_told_by(RULE.format(8).replace("when-2", "when-3"), [REDESIGN])
    assert not is_told_by(RULE.format(8), [])
