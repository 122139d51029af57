"""What the head of a page tells search engines, and whoever shows a link to it elsewhere: only what is known of it.

After the Open Graph protocol (ogp.me) and schema.org. All values are plain and have to be escaped for where they go,
but for `linked_data`, which is ready for a script element.
"""

import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from generator.locale import Catalogue
from generator.render import Article

IMAGE: Final = "assets/images/share.png"
"""The picture that goes with a link where it is shown elsewhere; a file of the theme folder."""
IMAGE_SIZE: Final = (1200, 630)
"""Its width and height."""
_UNSAFE: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands in the head of one page."""

    properties: tuple[tuple[str, str], ...]
    """Properties after the Open Graph protocol and their values, plain."""
    linked_data: str
    """Description of an article after schema.org, as JSON that no script element can be broken with; else empty."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that is described."""

    title: str
    """Its title; empty for a page that has none of its own."""
    description: str
    """Its description; may be empty."""
    languages: tuple[Catalogue, ...]
    """Languages in which it exists, its own first."""
    address: str = ""
    """Its canonical address; empty if that isn't known."""
    article: Article | None = None
    """What is known of it, if it is an article."""


def metadata(site_name: str, site_url: str, page: Subject) -> Metadata:
    """Return what stands in the head of a page.

    Args:
        site_name: Name of the site.
        site_url: Its address; empty if it doesn't know it.
        page: The page.
    """
    own, *others = page.languages
    article = page.article
    picture = urljoin(site_url, IMAGE) if site_url else ""
    found = [
        ("og:site_name", site_name),
        ("og:type", "article" if article is not None else "website"),
        ("og:title", page.title or site_name),
        ("og:description", page.description),
        ("og:url", page.address),
        ("og:locale", own.territorial),
        *(("og:locale:alternate", other.territorial) for other in others),
        ("og:image", picture),
    ]
    if picture:
        width, height = map(str, IMAGE_SIZE)
        found += [("og:image:width", width), ("og:image:height", height), ("og:image:alt", site_name)]
    if article is not None:
        found += [("article:published_time", article.published), ("article:modified_time", article.modified)]
    properties = tuple((name, value) for name, value in found if value)
    return Metadata(properties, _linked_data(site_name, site_url, page, article) if article is not None else "")


def _linked_data(site_name: str, site_url: str, page: Subject, article: Article) -> str:
    """Return an article after schema.org."""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": page.languages[0].lang,
        "url": page.address,
        "datePublished": article.published,
        "dateModified": article.modified,
        "author": [{"@type": kind, "name": name} for kind, name in article.authors],
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "license": {"@type": "CreativeWork", "name": article.licence} if article.licence else None,
        "isPartOf": {"@type": "WebSite", "name": site_name, **({"url": site_url} if site_url else {})},
    }
    known = {name: value for name, value in found.items() if value}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
