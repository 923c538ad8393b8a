"""The command `commentary` (cli/) and the demo site that it can crawl (demo/).

The command parses arguments, calls one function of crawler, archive or extract, and prints the result.
"""
