"""Fetches pages politely with Scrapy and hands them to the archive (network and disk).

`run.py` starts a run with the rooms spiders, middlewares, run_state, workers and browser; policy decides, purely.
"""
