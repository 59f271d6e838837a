"""A quotation as linked data, for search engines and programs: schema.org's Quotation, in JSON-LD."""

from __future__ import annotations

from typing import Any

from index.model import Article, Quote

_KINDS = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}


def quotation(article: Article, quote: Quote, address: str) -> dict[str, Any]:
    """What https://schema.org/Quotation has words for; what is not known is left out."""
    creator = {"@type": _KINDS.get(quote.speaker_type, "Person"), "name": quote.speaker, "jobTitle": quote.role}
    source = {
        "@type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published,
        "inLanguage": article.language,
        "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
        "author": [{"@type": "Person", "name": name} for name in article.authors],
    }
    if creator["@type"] != "Person":
        del creator["jobTitle"]
    return {"@context": "https://schema.org", "@type": "Quotation", "@id": address} | _known(
        {
            "text": quote.quote,
            "creator": quote.speaker and _known(creator),
            "dateCreated": quote.date or article.day,
            "locationCreated": quote.place and {"@type": "Place", "name": quote.place},
            "inLanguage": article.language,
            "isPartOf": _known(source),
        }
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
