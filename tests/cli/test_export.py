"""`export`: a review to a file, whose ending says as what."""

import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import a_department, a_note, a_review, a_voice, an_entry
from commands import Run
from reviewdesk.services.library import LibraryService

ENDINGS = ("pdf", "md", "csv", "json", "review")


def _text_of(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_written_once_and_again_only_by_force(
    run: Run, sample_id: str, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"review.{ending}"
    ran = run("export", sample_id, target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    first = target.read_bytes()
    assert first
    assert target.stat().st_mode & 0o077 == 0

    target.write_bytes(b"somebody's own")
    sentence = run("export", sample_id, target).sentence()
    assert "“review." in sentence
    assert "--force" in sentence
    assert target.read_bytes() == b"somebody's own"

    assert run("export", sample_id, target, "--force").code == 0
    assert target.read_bytes()[:64] == first[:64]
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_the_pdf_tells_the_review(run: Run, sample_id: str, tmp_path: Path) -> None:
    target = tmp_path / "review.pdf"
    assert run("export", sample_id, target, "--paper", "letter").code == 0
    text = " ".join(_text_of(target).split())
    assert "Edge processors saturated by a firewall rule" in text
    assert "Members’ copy" in text


def test_each_audience_gets_its_own_copy(run: Run, home: Path, tmp_path: Path) -> None:
    path = home / "any.reviews"
    support = a_department("Support")
    ana = a_voice(support, "shift lead", name="Ana Quillon")
    call = an_entry("Ana Quillon saw the queue grow", "10:35", support, voice_id=ana.id)
    service = LibraryService.open(path)
    service.add_review(a_review(support, ana, call, a_note("canary-note")))
    service.close()
    (row,) = run("list", "--library", path, "--json").json

    texts = {}
    for audience in ("members", "company", "public"):
        target = tmp_path / f"{audience}.md"
        words = ("export", row["id"], target, "--audience", audience, "--library", path)
        assert run(*words).code == 0
        texts[audience] = target.read_text(encoding="utf-8")
    assert "Quillon" in texts["members"]
    assert "Quillon" not in texts["company"] + texts["public"]
    assert "shift lead" in texts["company"]
    assert "saw the queue grow" not in texts["public"], "nobody said that this event is public"
    assert "canary-note" not in "".join(texts.values())


@pytest.mark.parametrize("length", [4, 8, 32])
def test_an_id_may_be_shortened(run: Run, sample_id: str, tmp_path: Path, length: int) -> None:
    target = tmp_path / "review.json"
    assert run("export", sample_id[:length].upper(), target).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["review"]["id"] == sample_id


def test_an_id_that_two_reviews_share_is_asked_for_in_full(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.reviews"
    service = LibraryService.open(path)
    for last in "12":
        service.add_review(a_review(id="a" * 31 + last))
    service.close()
    target = tmp_path / "x.json"
    sentence = run("export", "aaaa", target, "--library", path).sentence()
    assert "the beginning of 2 ids" in sentence
    assert "begins with “b”" in run("export", "b", target, "--library", path).sentence()
    assert run("export", "a" * 31 + "2", target, "--library", path).code == 0


@pytest.mark.parametrize("name", ["review.docx", "review", "review.", ".pdf", "review.pdf.exe"])
def test_an_ending_nobody_knows(run: Run, sample_id: str, tmp_path: Path, name: str) -> None:
    assert "Nothing was written." in run("export", sample_id, tmp_path / name).sentence()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there(run: Run, sample_id: str, tmp_path: Path, ending: str) -> None:
    run("export", sample_id, tmp_path / "missing" / f"review.{ending}").sentence()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_in_the_place_of_the_file(
    run: Run, sample_id: str, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"review.{ending}"
    target.mkdir()
    run("export", sample_id, target).sentence()
    run("export", sample_id, target, "--force").sentence()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_name_too_long_for_the_disk(
    run: Run, sample_id: str, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"{'x' * 300}.{ending}"
    run("export", sample_id, target).sentence()
    run("export", sample_id, target, "--force").sentence()
    assert not list(tmp_path.iterdir())


def test_a_file_name_that_is_no_text(run: Run, sample_id: str, tmp_path: Path) -> None:
    target = tmp_path / os.fsdecode(b"caf\xe9\x1b.json")
    assert run("export", sample_id, target).code == 0
    sentence = run("export", sample_id, target).sentence()
    assert "[U+DCE9][U+001B].json" in sentence


def test_the_library_itself_is_never_written_over(run: Run, home: Path) -> None:
    path = home / "library.json"
    review_id = run("sample", "--library", path).lines[0]
    for words in (["export", review_id, path, "--force"], ["backup", path], ["restore", path]):
        assert "is the library itself" in run(*words, "--library", path).sentence()
    link = home / "link.json"
    link.symlink_to(path)
    sentence = run("export", review_id, link, "--force", "--library", path).sentence()
    assert "is the library itself" in sentence
    assert len(run("list", "--library", path).lines) == 1


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in which this process may make no file."""
    if os.geteuid() == 0:
        folder = Path("/proc/self")  # root may write in any real one
        yield folder
        return
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.parametrize("ending", ["md", "json", "review"])
def test_a_folder_one_may_not_write_in(
    run: Run, sample_id: str, closed_folder: Path, ending: str
) -> None:
    run("export", sample_id, closed_folder / f"review.{ending}").sentence()
    run("backup", closed_folder / "copy.reviews").sentence()
    assert run("list", "--json").json[0]["id"] == sample_id


def test_the_same_review_gives_the_same_bundle(run: Run, sample_id: str, tmp_path: Path) -> None:
    for name in ("one.review", "two.review"):
        assert run("export", sample_id, tmp_path / name).code == 0
    assert (tmp_path / "one.review").read_bytes() == (tmp_path / "two.review").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.review") as archive:
        assert sorted(archive.namelist()) == ["manifest.json", "review.json"]


def test_the_help_says_what_can_be_written_and_chosen(run: Run) -> None:
    said = " ".join(run("export", "--help").out.split())
    for words in (".map.svg", ".review, .json (everything", "two-pages", "--attach", "decisions"):
        assert words in said


def test_sections_and_template_are_chosen(run: Run, sample_id: str, tmp_path: Path) -> None:
    target = tmp_path / "review.md"
    assert run("export", sample_id, target, "--sections", "lessons, right").code == 0
    headings = [line for line in target.read_text("utf-8").split("\n") if line.startswith("## ")]
    assert headings == ["## Lessons", "## What went right"]
    talk = tmp_path / "talk.pdf"
    assert run("export", sample_id, talk, "--template", "talk").code == 0
    assert "For a talk of five minutes" in _text_of(talk)


def test_a_pdf_carries_the_review_where_that_is_wanted(
    run: Run, sample_id: str, tmp_path: Path
) -> None:
    target = tmp_path / "review.pdf"
    words = ("--audience", "company", "--attach", "--template", "repairs")
    assert run("export", sample_id, target, *words).code == 0
    assert b"reviewdesk-review.json" in target.read_bytes()


def test_all_reviews_are_written_into_a_folder(run: Run, sample_id: str, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    assert "no folder “copies”" in run("export-all", folder).sentence()
    folder.mkdir()
    ran = run("export-all", folder, "--form", "txt", "--audience", "public")
    assert ran.code == 0
    [written] = folder.iterdir()
    assert ran.lines == [str(written)]
    assert written.name.endswith("-public.txt")


def test_signs_without_a_font_are_told(run: Run, home: Path, tmp_path: Path) -> None:
    path = home / "any.reviews"
    service = LibraryService.open(path)
    review_id = service.create_review("Outage \U00012000 at noon")
    service.close()
    ran = run("--library", path, "export", review_id, tmp_path / "review.pdf")
    assert ran.code == 0
    assert "For 1 sign in this review no font was found" in ran.err
    assert "U+12000" in ran.err


def test_names_nobody_looked_at_are_replaced_and_told(run: Run, home: Path, tmp_path: Path) -> None:
    path = home / "any.reviews"
    support = a_department("Support")
    voice = a_voice(support, "lead", name="Xaver Quist", also_known_as=("ReviewDesk",))
    service = LibraryService.open(path)
    told = service.add_review(a_review(an_entry("Xanthippe Drumgoole rang from Acme Widgets GmbH")))
    leaky = service.add_review(a_review(support, voice, an_entry("ReviewDeskʼs own")))
    service.close()
    target = tmp_path / "copy.txt"
    words = ("export", told, target, "--audience", "company", "--library", path)
    ran = run(*words)
    assert ran.code == 0
    assert ran.err.startswith("2 things that look like names of people or customers")
    assert len(ran.err.splitlines()) == 1
    text = target.read_text(encoding="utf-8")
    assert "A colleague rang from a customer" in text
    assert "Drumgoole" not in text
    assert "Acme" not in text
    members = run("export", told, tmp_path / "members.txt", "--library", path)
    assert (members.code, members.err) == (0, "")
    refused = run("export", leaky, tmp_path / "no.txt", "--audience", "company", "--library", path)
    assert "“ReviewDesk” was found in it" in refused.sentence()
