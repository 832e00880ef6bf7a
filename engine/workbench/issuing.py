"""Issuing, adopting, comparing and checking documents: where papers meet the record.

An issued version is kept as files beside the database: its tree, from which it can be compared for
ever, and the printed forms, each with fingerprint and QR code. Once adopted it is kept once more,
with the record of the adoption as its annex. The events bind the digests of all these files.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from engine.case import messages as m
from engine.case.case import ArticleChange, DocumentProgress, DocumentVersion
from engine.documents import (
    Adopted,
    Order,
    Redline,
    Rendered,
    contract,
    print_adopted,
    redline,
    render,
)
from engine.documents.verify import ADOPTED, FileVerdict, Issue, Standing, verify
from engine.language import _, bare, speaking, spoken
from engine.method_facts.adopted import facts_of
from engine.possible import Possible, Target, TargetKind
from engine.runtime.deciding.decide import decide
from engine.runtime.situation import Situation
from engine.source import NotFound, Reason, did_you_mean, refuse
from engine.store import File, made_here
from engine.workbench.fact_sources import sources_of
from engine.workbench.rendering import facts_for, located, said_what_records, shelf_of
from engine.workbench.requests import asked
from engine.workbench.workbench import Done, MadeOf, Workbench

PRINTED: Final = ("md", "html", "docx", "pdf")
"""Formats in which an issued version is kept, beside its tree."""


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A document as people write it: ``statutes``, ``statutes@2``, ``yarn_1/pilot-charter``.

    Version 0 is none; what stands before a slash is the project whose paper it is.
    """

    document: str
    version: int = 0

    @property
    def template(self) -> str:
        """The document itself, without the project."""
        return self.document.rpartition("/")[2]


class AdoptionDone(NamedTuple):
    """The answer to an accepted adoption: what ``Done`` says, and the record of it as Markdown."""

    network: str
    version: int
    told: tuple[str, ...]
    events: tuple[str, ...]
    repeated: bool
    record: str


def named(text: str) -> DocumentAddress:
    """Return the document and version that ``statutes@2`` names. Refuses a version that is none."""
    document, at, number = text.partition("@")
    if at and not (number.isdecimal() and int(number)):
        wish = _("find {text!r}").format(text=text)
        why = _("{number!r} is no version").format(number=number)
        raise refuse(Reason.INVALID, wish, why, _("write it like statutes@2"))
    return DocumentAddress(document, int(number) if at else 0)


def issue(bench: Workbench, network: str, document: str, note: str, key: str, address: str) -> Done:
    """Put the next version of a document on record, with its files.

    ``address`` is what stands before the seal in the QR code: where, or how, it is checked.

    Raises:
        Rejected: facts are missing, each with what records it.
        NotFound: there is no such document.
    """
    request = asked(key, network, "issue", document, note)
    if earlier := bench.answered(key, request):
        return earlier
    seen = bench.situation(network)
    made = _issued(bench, seen, document, address)
    files = {form: made_here(one.body, form) for form, one in made.items()}
    tree = made["tree"]
    command = m.MoveDocument(
        "issue", document, note, text=tree.text_digest, facts=tree.facts_digest,
        template=tree.template_digest, values=dict(tree.values), language=tree.language,
        files=_digests(files), clauses=dict(tree.clauses),
    )  # fmt: skip
    return bench.execute(network, command, key, MadeOf(seen, tuple(files.values()), request))


def _issued(
    bench: Workbench, situation: Situation, document: str, address: str
) -> dict[str, Rendered]:
    """Return the next version in every format it is kept in."""
    shelf = shelf_of(bench, situation)
    progress = situation.case.documents.get(document, DocumentProgress())
    number = max(progress.versions, default=0) + 1
    place, name = located(situation, document)
    agreed = contract(shelf, name)
    original = progress.original(spoken())
    said = original.number if original else number
    facts = facts_for(bench, place, agreed, document) | {"version": str(said)}
    order = Order(name, facts, spoken(), pictures=bench.store.kept_in, verify=address)
    with said_what_records(place, name, agreed):
        return {form: render(order, shelf, form) for form in ("tree", *PRINTED)}


def adopt(  # noqa: PLR0913, PLR0917  what an adoption is made of
    bench: Workbench,
    network: str,
    what: DocumentAddress,
    ballot: str,
    note: str,
    key: str,
    address: str,
) -> Done:
    """Adopt an issued version by a passed ballot; the version in force until then is superseded.

    The text is kept once more as it is printed from now on: the ballot at the head of each page,
    and as its annex the record: ballot, votes, and what changed since the version before.
    """
    request = asked(key, network, "adopt", what, ballot, note)
    if earlier := bench.answered(key, request):
        return earlier
    seen = bench.situation(network)
    changes, wording = _changes(bench, seen, what)
    command = m.MoveDocument(
        "adopt", what.document, note, what.version, ballot=ballot, changes=changes
    )
    after = decide(seen, command).after  # refused, nothing is printed
    made = _adopted(bench, after, what, wording, address)
    files = {f"{ADOPTED}{form}": made_here(one.body, form) for form, one in made}
    whole = replace(command, files=_digests(files))
    return bench.execute(network, whole, key, MadeOf(seen, tuple(files.values()), request))


def _digests(files: Mapping[str, File]) -> dict[str, str]:
    return {form: file.digest for form, file in files.items()}


def _adopted(
    bench: Workbench, situation: Situation, what: DocumentAddress, wording: str, address: str
) -> list[tuple[str, Rendered]]:
    """Return a text that was adopted a moment ago in every format it is kept in."""
    version = situation.case.documents[what.document].in_force
    if version is None or version.adoption is None:
        return []
    shelf = shelf_of(bench, situation)
    with speaking(version.language or spoken()):
        found = (what.document, version, version.adoption)
        facts = facts_of(sources_of(bench, situation), found, wording)
        facts = facts_for(bench, situation, contract(shelf, "adoption")) | facts
        record = Order("adoption", facts, spoken(), pictures=bench.store.kept_in)
        order = Adopted(
            what.template, _tree(bench, version), record, version.adoption.on,
            version.adoption.ballot, address,
        )  # fmt: skip
        return [(form, print_adopted(order, shelf, form)) for form in ("tree", *PRINTED)]


def _changes(
    bench: Workbench, situation: Situation, what: DocumentAddress
) -> tuple[tuple[ArticleChange, ...], str]:
    """Return what is new since the version in force: each article's change, and the wording."""
    progress = situation.case.documents.get(what.document, DocumentProgress())
    after = progress.versions.get(what.version) if what.version else progress.latest
    before = progress.in_force
    if before is None or after is None or before is after or after.follows:
        return (), ""
    trees = _tree(bench, before), _tree(bench, after)
    found = redline(Redline(what.template, *trees), shelf_of(bench, situation), "txt")
    return found.changes, str(found.values.get("wording") or "")


def record_of_adoption(bench: Workbench, network: str) -> str:
    """Return the record of the last adoption as Markdown, in the language spoken, else English."""
    situation = bench.situation(network)
    shelf = shelf_of(bench, situation)
    agreed = contract(shelf, "adoption")
    language = spoken() if bare(spoken()) in agreed.languages else "en"
    facts = facts_for(bench, situation, agreed)
    return render(Order("adoption", facts, language, draft=True), shelf, "md").text


def version_of(bench: Workbench, network: str, what: DocumentAddress) -> DocumentVersion:
    """Return a version on record, the latest where none is named. Raises ``NotFound``."""
    documents = bench.situation(network).case.documents
    progress = documents.get(what.document)
    if progress is None:
        text = _("{document!r} was never put on record in {network!r}")
        hint = did_you_mean(what.document, documents)
        sentence = text.format(document=what.document, network=network)
        issue = Possible("issue", Target(TargetKind.DOCUMENT, what.document, network))
        raise NotFound(f"{sentence}; {hint}" if hint else sentence, [issue])
    found = progress.versions.get(what.version) if what.version else progress.latest
    if found is None:
        text = _("{document!r} has no version {number}; there are: {numbers}")
        numbers = ", ".join(map(str, progress.versions))
        raise NotFound(text.format(document=what.document, number=what.version, numbers=numbers))
    return found


def kept_file(
    bench: Workbench, network: str, what: DocumentAddress, form: str, *, as_issued: bool = False
) -> bytes:
    """Return a version as it is kept, byte for byte: as adopted if it is, else as issued.

    Raises:
        NotFound: no such version, or its file is lost or was changed.
        Rejected: it is not kept in this format.
    """
    version = version_of(bench, network, what)
    if form not in version.files:
        wish = _("write {document!r} as {form!r}").format(document=what.document, form=form)
        why = _("an issued version is kept in these formats: {forms}")
        forms = ", ".join(sorted(one for one in version.files if not one.startswith(ADOPTED)))
        raise refuse(Reason.UNKNOWN, wish, why.format(forms=forms))
    adopted = "" if as_issued else version.files.get(f"{ADOPTED}{form}", "")
    return bench.store.kept(adopted or version.files[form])


def compared(
    bench: Workbench, network: str, before: DocumentAddress, after: DocumentAddress | bytes, to: str
) -> Rendered:
    """Return two versions on record in one, or a version and a Word file that came back."""
    if isinstance(after, DocumentAddress) and after.document != before.document:
        wish = _("compare {before!r} with {after!r}").format(
            before=before.document, after=after.document
        )
        raise refuse(Reason.INVALID, wish, _("they are two documents, not versions of one"))
    old = version_of(bench, network, before)
    new = after if isinstance(after, bytes) else _tree(bench, version_of(bench, network, after))
    printed = old.files.get(f"{ADOPTED}tree", "")
    prints = (bench.store.kept(printed),) if printed else ()
    order = Redline(before.template, _tree(bench, old), new, prints)
    return redline(order, shelf_of(bench, bench.situation(network)), to)


def _tree(bench: Workbench, version: DocumentVersion) -> bytes:
    return bench.store.kept(version.files["tree"])


def standing_of(bench: Workbench, body: bytes, network: str = "") -> FileVerdict:
    """Return what a file, or the text of a QR code, is among all versions on record."""
    return verify(body, list(_issues(bench, network)))


def _issues(bench: Workbench, network: str) -> Iterator[Issue]:
    """Yield the versions on record; a kept file is read only when it is asked for."""
    for name in [network] if network else [row.id for row in bench.store.networks()]:
        case = bench.store.load(name)
        for key, progress in case.documents.items():
            for one in progress.versions.values():
                yield Issue(
                    document=key,
                    version=_("{number} of {network}").format(
                        number=one.number, network=case.title
                    ),
                    text_digest=one.text,
                    file_digests=tuple(one.files.values()),
                    forms=tuple(one.files),
                    standing=_STANDINGS[one.state],
                    read=_reader(bench, one),
                )


def _reader(bench: Workbench, version: DocumentVersion) -> Callable[[str], bytes]:
    return lambda form: bench.store.kept(version.files[form])


_STANDINGS: Final = {
    "in_review": Standing.ISSUED,
    "adopted": Standing.ADOPTED,
    "superseded": Standing.SUPERSEDED,
    "withdrawn": Standing.WITHDRAWN,
}
