"""The network, politely: Scrapy turns it into bytes and hands them on."""
