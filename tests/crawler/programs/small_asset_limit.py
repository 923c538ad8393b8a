"""The command, with a limit of ten kilobytes of images and stylesheets a run: small_asset_limit.py ARGUMENTS…."""

from commentary.cli.main import main
from crawler import settings

if __name__ == "__main__":
    settings.COMMENTARY_MAX_ASSET_MB = 0.01
    main()
