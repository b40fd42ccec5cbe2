"""Scrapy, tuned: no robots, cookies, retries, log or delays; asyncio reactor on uvloop.

Usage: python spider.py <site url> <output file> <concurrency>
"""

import re
import sys

import scrapy
from scrapy.crawler import CrawlerProcess

SITE, OUTPUT, CONCURRENCY = sys.argv[1], sys.argv[2], int(sys.argv[3])


def text(selector, query):
    found = selector.css(query)
    return "".join(found[0].css("::text").getall()) if found else None


class ProductSpider(scrapy.Spider):
    name = "products"

    async def start(self):
        yield scrapy.Request(f"{SITE}/sitemap.xml", self.parse_sitemap)

    def parse_sitemap(self, response):
        for url in re.findall(r"<loc>([^<]*/categories/[^/<]+/[^<]+)</loc>", response.text):
            yield scrapy.Request(url, self.parse_product)

    def parse_product(self, response):
        product = response.css("article.produit")
        page = product.attrib["data-page"]
        yield {
            "page": page,
            "reference": text(product, "[itemprop=sku]"),
            "category": page.split("/")[0],
            "sellerId": product.css("a.vendeur::attr(data-vendeur)").get(),
            "name": "".join(product.css("h1::text").getall()),
            "description": text(product, "[itemprop=description]"),
            "price": text(product, "[itemprop=price]"),
            "vat": text(product, ".tva"),
            "quantity": text(product, ".quantite"),
            "listedOn": text(product, ".mise-en-ligne"),
            "imageFileId": product.css("img[itemprop=image]::attr(data-fichier)").get(),
            "reviews": [
                {
                    "id": review.attrib["data-avis"],
                    "product": review.attrib["data-produit"],
                    "account": review.attrib["data-compte"],
                    "device": review.attrib["data-appareil"],
                    "network": review.attrib["data-reseau"],
                    "rating": "".join(review.css(".note::text").getall()),
                    "writtenAt": "".join(review.css(".date::text").getall()),
                    "text": "".join(review.css(".texte::text").getall()),
                }
                for review in response.css("#avis article.avis")
            ],
        }


process = CrawlerProcess(
    {
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
        "CONCURRENT_ITEMS": 200,
        "REFERER_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "ASYNCIO_EVENT_LOOP": "uvloop.Loop",
        "FEED_EXPORT_ENCODING": "utf-8",
        "FEEDS": {OUTPUT: {"format": "jsonlines", "overwrite": True}},
    }
)
process.crawl(ProductSpider)
process.start()
