from hypothesis import settings

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser):
    parser.addoption(
        "--kills", type=int, default=5, help="how often crawls are killed, in fives (make test-kills: 50)"
    )
