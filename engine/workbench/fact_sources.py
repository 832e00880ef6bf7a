"""Where facts of papers come from: a case, its persons and cluster, the library's countries."""

from functools import partial

from engine.case.cluster import Cluster
from engine.definitions.library import Library
from engine.definitions.reading.countries import CountryProfile, load_country
from engine.definitions.reading.sources import RULES
from engine.method_facts.sources import Sources
from engine.runtime.situation import Situation
from engine.store import Store
from engine.workbench.workbench import Workbench


def sources_of(bench: Workbench, situation: Situation) -> Sources:
    """Return what the facts of a case are made from."""
    return Sources(
        situation, bench.shown, partial(_profile, bench.library), partial(_cluster, bench.store)
    )


def _cluster(store: Store, name: str) -> Cluster | None:
    """Return a cluster as it stands; the empty name is that of none."""
    return store.cluster(name) if name else None


def _profile(library: Library, code: str) -> CountryProfile | None:
    """Return the profile of a country, the nearest folder first; a code is no path."""
    if not code.isalnum():
        return None
    folders = (folder / "countries" for folder in library.folders_of(RULES))
    paths = (folder / f"{code.casefold()}.yaml" for folder in folders)
    return next((load_country(path) for path in paths if path.is_file()), None)
