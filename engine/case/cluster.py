"""Clusters: where networks come from. A cluster exists without cooperating; a network does not.

A concentration of firms of one sector and place with related or complementary products, hence with
challenges and opportunities in common (UNIDO text; domain.md, table of terms). It belongs to the
organisation, not to a network; networks draw their firms from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.case.texts import Title, Word


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster as it stands: its firms by id with their names, what they face in common."""

    id: Word
    title: Title = ""
    sector: Title = ""
    territory: Title = ""
    firms: Mapping[Word, Title] = field(default_factory=dict)
    challenges: tuple[Title, ...] = ()
    opportunities: tuple[Title, ...] = ()
