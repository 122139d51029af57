"""What the head of a page tells others: what is known, and nothing that could break out of it."""

import json
from pathlib import Path
from typing import Final

import pytest

from generator.build import Site
from generator.locale import catalogue
from generator.metadata import IMAGE, IMAGE_SIZE, Subject, metadata
from generator.pictures import measure
from generator.plugin import THEME
from generator.render import Article
from tests.small_project import SESSION, site_of, small_project

HOSTILE: Final = 'A "B" </script><script>alert(1)</script> & <!-- \u2028'
DE, EN = catalogue("de"), catalogue("en")
NOTHING: Final = Article("", "", (), "", "")


def test_page() -> None:
    """A page has a title, a description, its languages and what kind it is; what isn't known is left out."""
    found = metadata("Lagebild", "", Subject("Titel", "Worum es geht", (DE, EN)))
    assert (
        ("og:site_name", "Lagebild"),
        ("og:type", "website"),
        ("og:title", "Titel"),
        ("og:description", "Worum es geht"),
        ("og:locale", "de_DE"),
        ("og:locale:alternate", "en_GB"),
    ) == found.properties
    assert "" == found.linked_data


def test_site_that_knows_its_address() -> None:
    """Addresses are whole, and a picture goes with the link."""
    page = Subject("Titel", "", (EN,), "https://example.org/lage/en/x/")
    found = dict(metadata("Lagebild", "https://example.org/lage/", page).properties)
    assert "https://example.org/lage/en/x/" == found["og:url"]
    assert "https://example.org/lage/assets/images/share.png" == found["og:image"]
    assert ("1200", "630", "Lagebild") == tuple(found[f"og:image:{name}"] for name in ("width", "height", "alt"))
    assert "og:description" not in found


def test_picture_is_as_large_as_it_says() -> None:
    """The picture that goes with links is there, in the size that is promised."""
    assert ("PNG", IMAGE_SIZE) == measure((THEME / IMAGE).read_bytes())


def test_article() -> None:
    """An article says when its information is from, who wrote it and under which licence."""
    article = Article(
        "2022-01-20", "2022-01-25T06:00+01:00", (("Person", "Erika Muster"),), "Muster-Redaktion", "CC BY 4.0"
    )
    page = Subject("Titel", "Worum", (DE,), "https://example.org/x/", article)
    found = metadata("Lagebild", "https://example.org/", page)
    assert ("og:type", "article") in found.properties
    assert ("article:modified_time", "2022-01-20") in found.properties
    assert ("article:published_time", "2022-01-25T06:00+01:00") in found.properties
    assert {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Titel",
        "description": "Worum",
        "inLanguage": "de",
        "url": "https://example.org/x/",
        "datePublished": "2022-01-25T06:00+01:00",
        "dateModified": "2022-01-20",
        "author": [{"@type": "Person", "name": "Erika Muster"}],
        "publisher": {"@type": "Organization", "name": "Muster-Redaktion"},
        "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        "isPartOf": {"@type": "WebSite", "name": "Lagebild", "url": "https://example.org/"},
    } == json.loads(found.linked_data)


def test_nothing_is_said_that_is_not_known() -> None:
    """An article of which little is known says little."""
    found = metadata("Lagebild", "", Subject("Titel", "", (DE,), "", NOTHING))
    assert {"@context", "@type", "headline", "inLanguage", "isPartOf"} == set(json.loads(found.linked_data))


def test_content_can_not_end_the_script_element() -> None:
    """Linked data is read back as it was, and holds nothing that means something to HTML."""
    data = metadata(HOSTILE, "", Subject(HOSTILE, HOSTILE, (DE,), "", NOTHING)).linked_data
    assert HOSTILE == json.loads(data)["headline"] == json.loads(data)["description"]
    assert not set("<>&\u2028") & set(data)


def article_of(site: Site, address: str) -> Article | None:
    """Return what is known of a page."""
    return next(each.article for each in site.pages if each.page.address == address)


@pytest.mark.parametrize(
    ("as_of", "modified"),
    [
        ("2022-01-20", "2022-01-20"),
        ("2022-01-20T10:07+01:00", "2022-01-20T10:07+01:00"),
        ("2022-01", ""),
        ("2022-01-20~", ""),
        ("unknown", ""),
    ],
)
def test_date_of_the_information(as_of: str, modified: str, tmp_path: Path) -> None:
    """Only a day or a minute that is certain is given as a date."""
    site = site_of(small_project(tmp_path, sitzung=SESSION.replace("2022-01-20", as_of)))
    article = article_of(site, "briefings/sitzung/")
    assert article is not None
    assert modified == article.modified


def test_articles(tmp_path: Path) -> None:
    """A briefing, its sections and its view on one page are articles; lists aren't.

    Of the authors those are named of whom it is known whether they are people.
    """
    more = "authors: [erika-muster, Max Beispiel]\n  licence: CC0\n  publish_at: 2022-01-25\n  as_of:"
    site = site_of(small_project(tmp_path, sitzung=SESSION.replace("as_of:", more)), desk="Muster-Redaktion")
    expected = Article("2022-01-20", "2022-01-25", (("Person", "Erika Muster"),), "Muster-Redaktion", "CC0")
    for address in ("briefings/sitzung/", "briefings/sitzung/beschluss/", "en/briefings/sitzung/one-page/"):
        assert expected == article_of(site, address)
    for address in ("", "briefings/", "briefings/sitzung/cite/", "people/erika-muster/", "timeline/"):
        assert article_of(site, address) is None
