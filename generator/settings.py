"""The site's settings: the options of the plugin `lagebild` in `mkdocs.yml`, checked."""

import posixpath
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError


class Settings(BaseModel):
    """What can be set for a site, with the defaults that hold without a word."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    desk: str = ""
    """Id of the organisation that publishes the site and makes the judgements without `by`."""
    languages: tuple[str, ...] = Field(default=("de", "en"), min_length=1)
    """Languages of the site; the first one stands at the root."""
    briefings_dir: str = "briefings"
    """Folder of the content, relative to `mkdocs.yml`."""
    scale: Literal["icd203", "phia", "ipcc"] = "icd203"
    """Scale of likelihood for the desk's own judgements."""
    quote_words: int = Field(default=40, ge=1)
    """Longest quotation in words, where its licence doesn't allow more."""
    fail_on: Literal["error", "warning"] = "error"
    """From which severity on a check or a build fails."""
    severities: dict[Annotated[str, Field(pattern=r"^LB\d(\d\d|xx)$")], Literal["error", "warning", "off"]] = {}
    """Severity of single checks by code, or of families of them such as `LB3xx`."""
    pdf: bool = True
    """Whether each briefing gets a PDF, and a link to it."""
    footer: tuple[str, ...] = ("imprint", "privacy", "contact")
    """Hand-written pages that stand in the footer instead of the navigation."""
    locale_dir: Path | None = None
    """Folder of the project's own catalogues of the interface's texts, if it has one."""
    site_name: str = "Lagebild"
    """Name of the site."""
    site_url: str = ""
    """Address of the site, if it has one yet."""
    today: date | None = None
    """The day that counts as today; the last commit's without it."""

    @field_validator("briefings_dir")
    @classmethod
    def check_folder(cls, folder: str) -> str:
        """Refuse the folder of the hand-written pages: whatever lies there is published as it is, drafts too.

        Raises:
            PydanticCustomError: If the content would lie among them, or hold them.
        """
        if posixpath.normpath(folder).partition("/")[0] in {".", "docs"}:
            raise PydanticCustomError("folder", "the content needs a folder of its own, apart from docs/")
        return folder

    @property
    def main_language(self) -> str:
        """The language at the root."""
        return self.languages[0]
