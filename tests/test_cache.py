"""What is kept between builds: found again whole or not at all, and never more than is needed."""

from pathlib import Path

import pytest

from generator.cache import FOLDER, Cache, fingerprint


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Give an empty drawer."""
    return Cache(tmp_path, "drawer")


def test_what_is_put_is_got(cache: Cache) -> None:
    """Whatever bytes are kept come back as they were, and what wasn't kept doesn't."""
    for name, content in {"a": b"", "b": b"\0\xff\n" * 1000}.items():
        assert cache.get(name) is None
        cache.put(name, content)
        assert content == cache.get(name)
    assert {"a", "b"} == {file.name for file in cache.folder.iterdir()}


def test_it_lies_in_the_folder_of_the_cache(cache: Cache, tmp_path: Path) -> None:
    """All of it can be thrown away as one folder, which git doesn't see."""
    cache.put("a", b"content")
    assert cache.folder == tmp_path / FOLDER / "drawer"
    assert (cache.folder / "a").is_file()


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_damaged_entry_is_none(cache: Cache, damage: bytes) -> None:
    """An entry that was cut off or changed is made anew instead of being used."""
    cache.put("a", b"content")
    (cache.folder / "a").write_bytes(damage)
    assert cache.get("a") is None


def test_newer_content_takes_the_place_of_older(cache: Cache) -> None:
    """What is put twice under a name is what was put last."""
    cache.put("a", b"old")
    cache.put("a", b"new")
    assert b"new" == cache.get("a")


def test_only_what_is_wanted_is_kept(cache: Cache) -> None:
    """Entries that no build needs any more go; a drawer that isn't there is nothing to worry about."""
    cache.keep(["a"])
    for name in "abc":
        cache.put(name, name.encode())
    cache.keep(["b", "d"])
    assert [None, b"b", None, None] == [cache.get(name) for name in "abcd"]


def test_folder_that_can_not_be_written(tmp_path: Path) -> None:
    """Where the cache can't be written, nothing is kept, and nothing fails."""
    (tmp_path / FOLDER).parent.mkdir()
    (tmp_path / FOLDER).write_text("a file in the place of the folder", encoding="utf-8")
    cache = Cache(tmp_path, "drawer")
    cache.put("a", b"content")
    cache.keep(["a"])
    assert cache.get("a") is None


def test_fingerprints() -> None:
    """A name depends on every byte, and on where one part ends and the next one begins."""
    parts = [(b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"abc", b""), (b"ab", b"d"), ()]
    assert len(parts) == len({fingerprint(*each) for each in parts})
    assert fingerprint(b"ab", b"c") == fingerprint(b"ab", b"c")
