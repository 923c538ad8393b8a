import pytest

from bootstrap import difference


def test_a_difference_that_every_page_has_is_sure():
    found = difference(["a", "b", "c"], [0.75, 0.5, 1.0], [0.5, 0.25, 0.75])
    assert (found.mean, found.low, found.high) == (0.25, 0.25, 0.25)


def test_the_mean_is_over_pages_and_not_over_sites():
    assert difference(["a", "a", "a", "b"], [1, 1, 1, 0], [0, 0, 0, 0]).mean == 0.75


def test_the_interval_holds_the_mean_and_is_the_same_each_time():
    sites = [f"site {number}" for number in range(40)]
    ours = [number % 2 for number in range(40)]
    found = difference(sites, ours, [0] * 40)
    assert found.low < 0.5 < found.high
    assert found == difference(sites, ours, [0] * 40)
    # Of 40 throws of a coin the mean has a standard deviation of .079.
    assert found.high - found.low == pytest.approx(4 * 0.079, abs=0.05)


def test_pages_of_one_site_do_not_make_it_surer():
    ours = [number % 2 for number in range(10)]
    once = difference([str(number) for number in range(10)], ours, [0] * 10)
    tenfold = difference([str(number) for number in range(10)] * 10, ours * 10, [0] * 100)
    assert (tenfold.low, tenfold.high) == (once.low, once.high)
