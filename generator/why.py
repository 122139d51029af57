"""Why a fact has its status, in sentences: which row of the decision table, whose voices, what isn't counted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.analysis.origins import Voice
from generator.analysis.status import Derivation, Exclusion, Item, Side
from generator.load import Entry
from generator.locale import Catalogue

_REPORTED: Final = 9


@dataclass(frozen=True, slots=True)
class Why:
    """Puts the reasons of one status into words."""

    derivation: Derivation
    """The status and its evidence."""
    words: Catalogue
    """The reader's language."""
    voice_name: Callable[[Voice], str]
    """Gives the name of a known voice."""
    source_name: Callable[[Entry], str]
    """Gives a short name of a source."""

    def sentences(self) -> Iterator[str]:
        """Yield the sentences: the row first, then what it rests on, then what isn't counted."""
        yield self._row()
        yield from self._shared_voices()
        yield from self._unknown_voices()
        yield from self._reports()
        yield from self._loops()
        yield from self._exclusions()

    def _row(self) -> str:
        """Return the sentence for the row of the table that fits."""
        derivation = self.derivation
        documents = (item for item in derivation.counted if item.evidence.stance == "documents")
        values = {
            "for": self._voices(derivation.voices_for),
            "against": self._voices(derivation.voices_against),
            "voice": self._voices((*derivation.voices_for, *derivation.voices_against)[:1]),
            "sources": self._sources(documents),
        }
        key = f"why.row_{derivation.row}"
        if derivation.contradicts_itself:
            key = "why.row_2_itself"
        elif self._reported_by_known():
            key = "why.row_9_known"
        if key in ("why.row_7", "why.row_8", "why.row_9_known"):
            return self.words.plural(key, len(derivation.voices_for), **values)
        return self.words.text(key, **values)

    def _reported_by_known(self) -> bool:
        """Return whether it is only reported although a voice is known."""
        return self.derivation.row == _REPORTED and bool(self.derivation.voices_for)

    def _shared_voices(self) -> Iterator[str]:
        """Yield for each voice how many sources carry it, where they are several."""
        sources: dict[Voice, list[Item]] = {}
        for item in self.derivation.counted:
            for voice in item.voices:
                if voice.known:
                    known = next((each for each in sources if each.keys == voice.keys), voice)
                    sources.setdefault(known, []).append(item)
        for voice, items in sources.items():
            if len({item.source.key for item in items if item.source is not None}) > 1:
                yield self.words.text("why.same_voice", voice=self.voice_name(voice), sources=self._sources(items))

    def _unknown_voices(self) -> Iterator[str]:
        """Yield which sources don't say on whose word they rest."""
        unknown = [
            item
            for item in self.derivation.counted
            if item.side is not Side.REPORT and not all(voice.known for voice in item.voices)
        ]
        said_already = self.derivation.row == _REPORTED and not self._reported_by_known()
        if unknown and not said_already:
            yield self.words.text("why.unknown_voice", sources=self._sources(unknown))

    def _reports(self) -> Iterator[str]:
        """Yield which sources only pass on that it is said."""
        reports = [item for item in self.derivation.counted if item.side is Side.REPORT]
        if reports:
            yield self.words.text("why.reports", sources=self._sources(reports))

    def _loops(self) -> Iterator[str]:
        """Yield which sources lead back to each other."""
        looping = [item for item in self.derivation.items if item.loops]
        if looping:
            yield self.words.text("why.loop", sources=self._sources(looping))

    def _exclusions(self) -> Iterator[str]:
        """Yield which sources aren't counted, by reason."""
        for exclusion in Exclusion:
            items = [item for item in self.derivation.items if item.exclusion is exclusion]
            if items and exclusion is not Exclusion.MISSING:
                yield self.words.text(f"why.not_counted_{exclusion.value}", sources=self._sources(items))

    def _voices(self, voices: Iterable[Voice]) -> str:
        """Return the names of voices; an unknown voice where there is none."""
        names = [self.voice_name(voice) for voice in voices]
        return self.words.list_of(names) if names else self.words.text("why.nobody_known")

    def _sources(self, items: Iterable[Item]) -> str:
        """Return the short names of the sources of some items, each once."""
        names = dict.fromkeys(self.source_name(item.source) for item in items if item.source is not None)
        return self.words.list_of(names)
