def pytest_addoption(parser):
    parser.addoption(
        "--kills", type=int, default=5, help="how often crawls are killed, in fives (make test-kills: 50)"
    )
