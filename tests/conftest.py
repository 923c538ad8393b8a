from hypothesis import settings

# A deadline in wall-clock time fails on a busy machine; tests/extract/test_limits.py bounds processor time instead.
settings.register_profile("commentary", deadline=None)
settings.load_profile("commentary")


def pytest_addoption(parser):
    parser.addoption(
        "--kills", type=int, default=5, help="how often crawls are killed, in fives (make test-kills: 50)"
    )
