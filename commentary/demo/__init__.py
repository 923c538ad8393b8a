"""A small commentary site, served on loopback, that the demo and the tests crawl."""
