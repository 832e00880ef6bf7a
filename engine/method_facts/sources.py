"""What facts are made from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from engine.case.cluster import Cluster
from engine.case.texts import PersonId
from engine.definitions.reading.countries import CountryProfile
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Sources:
    """A case as it stands, how values are shown to people, countries by code, clusters by id."""

    situation: Situation
    shown: Callable[[Any], Any]
    country: Callable[[str], CountryProfile | None]
    cluster: Callable[[str], Cluster | None]

    def of(self, situation: Situation) -> "Sources":
        """Return the sources of another case: one project, or the network around it."""
        return replace(self, situation=situation)

    def person(self, person: PersonId | None) -> Any:
        """Return a person by name, or None where there is none."""
        return self.shown({"person": person}) if person else None
