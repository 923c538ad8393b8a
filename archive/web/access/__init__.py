"""Lets only readers with a password or a token use a server: their file, and the check of each request (HTTP).

`readers.py` reads and writes the file of hashes, `guard.py` asks each request for a password or token.
"""

from archive.web.access.guard import only_readers
from archive.web.access.readers import Readers, ReadersFile, add_password, add_token, load_readers, remove_reader

__all__ = ["Readers", "ReadersFile", "add_password", "add_token", "load_readers", "only_readers", "remove_reader"]
