"""Pictures dropped in a form: described, named, fetched from GitHub alone, drawn again."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image

from journal.forms.attachments import MOST_PICTURES, Lost, Picture, is_attachment
from journal.forms.fetched_pictures import from_github, is_github, printed
from journal.forms.propose import Around, Proposal, propose
from journal.headers.frontmatter import read_front_matter
from journal.new_pages.question_table import PICTURE_FORM, VISIT_FORM
from journal.pictures.original_photograph import Photograph
from journal.problems.problem import Severity
from journal.web.fetching import NotFetchedError, fetch
from support.forms import PLACE, VISIT, as_issue
from support.pictures import exif, picture

ASSETS = "https://github.com/user-attachments/assets/"
ALT = "Une femme répare un vélo."


def dropped(number: int, alt: str = "IMG_2034") -> str:
    """A picture as GitHub writes it today."""
    return f'<img width="4032" height="3024" alt="{alt}" src="{ASSETS}0a-{number}" />'


def of_visit(**answers: str) -> Proposal:
    return propose(as_issue(VISIT_FORM, VISIT | answers), PLACE)


# ---- In the text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "photos",
    [
        f"{dropped(1)}\n{ALT}",
        f"{dropped(1)}\n\n{ALT}\n",
        f"{ALT}\n{dropped(1)}",
        f"![IMG_2034]({ASSETS}0a-1)\n{ALT}",
        f"![Image]({ASSETS}0a-1) {ALT}",
        f"![{ALT}]({ASSETS}0a-1)",
        dropped(1, ALT),
    ],
)
def test_the_first_picture_opens_the_page(photos: str) -> None:
    proposal = of_visit(photos=photos)
    assert proposal.remarks == ()
    [text] = proposal.files.values()
    header = read_front_matter(text, "")[0].header.values
    assert (header["image"], header["image_alt"]) == ("la-remise-1.jpg", ALT)
    assert proposal.pictures == (Picture(f"{ASSETS}0a-1", "visites/la-remise-1.jpg", ALT),)


def test_the_others_follow_the_story_and_those_of_a_text_stay_in_it() -> None:
    recit = f"Avant.\n\n{dropped(1)}\nL'établi.\n\nAprès."
    photos = "\n".join(f"{dropped(n)}\nLa vue n° {n}." for n in (2, 3, 4))
    proposal = of_visit(recit=recit, photos=photos)
    [text] = proposal.files.values()
    assert "![L'établi.](la-remise-1.jpg)\n\nAprès.\n\n![La vue n° 3.](la-remise-3" in text
    assert 'image: "la-remise-2.jpg"' in text
    assert [shown.address[-1] for shown in proposal.pictures] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("alt", ["", "IMG_2034", "image.png", "Image", "capture d'écran 2026"])
@pytest.mark.parametrize("question", ["photos", "recit"])
def test_a_picture_is_described_or_asked_about(alt: str, question: str) -> None:
    proposal = of_visit(**{question: f"Un récit assez long.\n\n{dropped(1, alt)}"[-200:]})
    if question == "photos":
        proposal = of_visit(photos=dropped(1, alt))
    [said] = proposal.faults
    assert said.question == VISIT_FORM.by_id[question].label
    assert (f"« {alt} »" if "2" in alt else "photo n° 1") in said.message
    assert "Écrivez sous elle" in said.hint
    # Asked for all the same: whatever cannot be taken is said in the same reply.
    assert [shown.address for shown in proposal.pictures] == [f"{ASSETS}0a-1"]


def test_pictures_are_counted_question_by_question() -> None:
    recit = f"{dropped(1)}\nL'établi.\n\n{dropped(2)}\nUn vélo."
    [said] = of_visit(recit=recit, photos=dropped(3, "")).faults
    assert "photo n° 1 " in said.message


@pytest.mark.parametrize(
    "photos",
    [
        f"{dropped(1)}\n{dropped(2)}\n{ALT}\nL'établi.",
        f"{dropped(1)}\n\n{dropped(2)}\n\n{ALT}\n\nL'établi.\n\nMerci beaucoup !",
        f"{ALT}\nL'établi.\n{dropped(1)}\n{dropped(2)}",
        f"{dropped(1)}\n{ALT}\n{dropped(2)}\nL'établi.\nBonne journée, à bientôt.",
    ],
)
def test_each_picture_has_its_own_words(photos: str) -> None:
    proposal = of_visit(photos=photos)
    assert proposal.remarks == ()
    assert [shown.alt for shown in proposal.pictures] == [ALT, "L'établi."]


def test_thanks_describe_no_picture() -> None:
    [said] = of_visit(recit=f"Un récit.\n\n{dropped(1)}\nMerci beaucoup !").faults
    assert "n'est pas décrite" in said.message


@pytest.mark.parametrize(
    ("photos", "said"),
    [
        ("Je n'en ai pas pris, désolée", 0),
        ("Aucune cette fois", 0),
        ("La voici : un vélo", 1),
    ],
)
def test_who_had_no_picture_is_asked_for_none(photos: str, said: int) -> None:
    proposal = of_visit(photos=photos)
    assert (len(proposal.notes), proposal.faults) == (said, [])


def test_more_pictures_than_a_page_bears_are_refused_at_once() -> None:
    photos = "\n".join(f"{dropped(n)}\nLa vue n° {n}." for n in range(MOST_PICTURES + 9))
    assert len(of_visit(photos=photos).faults) == 1


def test_a_picture_of_another_site_and_a_document_are_left_out_and_said() -> None:
    recit = (
        "![Une vue](https://ailleurs.example/a.png)\n\n"
        "Dans [rapport.pdf](https://github.com/user-attachments/files/12/rapport.pdf), tout est"
        " dit.\n\n- [rapport.pdf](https://github.com/user-attachments/files/12/rapport.pdf)\n\n"
        f"{ASSETS}0a-film\n"
    )
    proposal = of_visit(recit=recit)
    [text] = proposal.files.values()
    assert proposal.pictures == ()
    assert "user-attachments" not in text
    assert "[Une vue](https://ailleurs.example/a.png)\n\nDans rapport.pdf, tout est dit." in text
    assert text.count("rapport.pdf") == 1
    said = [note.message for note in proposal.notes]
    assert [words for words in ("autre site", "rapport.pdf", "un film") if words in str(said)] == [
        *("autre site", "rapport.pdf", "un film")
    ]


def test_an_edit_gives_pictures_the_same_names() -> None:
    text = as_issue(VISIT_FORM, VISIT | {"photos": f"{dropped(1)}\n{ALT}"})
    first = propose(text, PLACE)
    tree = {**PLACE.tree, "visites/la-remise-1.jpg": PLACE.tree["visites/atelier.md"]}
    place = type(PLACE)(tree, PLACE.today, PLACE.themes, PLACE.visits)
    assert propose(text, place, Around(former="visites/la-remise.md")).pictures == first.pictures
    assert propose(text, place).pictures[0].path == "visites/la-remise-2.jpg"


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        (f"{ASSETS}0a1b2c3d-1111-2222-3333-444455556666", True),
        ("https://user-images.githubusercontent.com/1/2-a.png", True),
        ("https://private-user-images.githubusercontent.com/1/2-a.png?jwt=a.b-c_d", True),
        ("http://github.com/user-attachments/assets/0a", False),
        ("https://github.com/user-attachments/assets/../../login", False),
        ("https://github.com/user-attachments/assets/0a?next=//a", False),
        ("https://github.com.evil.example/user-attachments/assets/0a", False),
        ("https://github.com@evil.example/user-attachments/assets/0a", False),
        ("https://raw.githubusercontent.com/a/b/c.png", False),
        ("https://evil.example/https://github.com/user-attachments/assets/0a", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_what_was_dropped_is_fetched(address: str, ours: bool) -> None:
    assert is_attachment(address) is ours


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://objects.githubusercontent.com/a?b=c", True),
        ("https://github-production-user-asset-6210df.s3.amazonaws.com/1/2", True),
        ("https://evil.s3.amazonaws.com/1/2", False),
        ("https://githubusercontent.com.evil.example/1", False),
        ("https://a@objects.githubusercontent.com/1", False),
        ("http://objects.githubusercontent.com/1", False),
        ("https://objects.githubusercontent.com:8443/1", False),
        ("https://github.com/login", False),
    ],
)
def test_a_redirection_stays_at_githubs(address: str, allowed: bool) -> None:
    assert is_github(address) is allowed


# ---- Fetched -----------------------------------------------------------------------------------


class _Server(BaseHTTPRequestHandler):
    """Answers as its path says."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/vers/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/vers"))
            self.end_headers()
        elif path == "/boucle":
            self.send_response(301)
            self.send_header("Location", "/boucle")
            self.end_headers()
        elif path == "/ailleurs":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2:9/")
            self.end_headers()
        elif path == "/absent":
            self.send_error(404)
        elif path == "/occupe":
            self.send_error(503)
        elif path == "/rien":
            self.connection.close()
        else:
            self.send_response(200)
            self.end_headers()
            self._send(path)

    def _send(self, path: str) -> None:
        try:
            if path == "/lent":
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            self.wfile.write(b"x" * 3_000_000 if path == "/lourd" else b"une photo")
        except OSError:
            pass  # Whoever asked has gone.

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def take(address: str, server: str) -> bytes:
    return fetch(
        address, is_allowed=lambda to: to.startswith(server), most_bytes=2_000_000, seconds=1
    )


@pytest.mark.parametrize("path", ["/photo", "/vers/photo?jwt=a", "/vers/vers/photo"])
def test_a_picture_is_fetched_where_it_leads(server: str, path: str) -> None:
    assert take(f"{server}{path}", server) == b"une photo"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/ailleurs", "hors des adresses"),
        ("/boucle", "d'adresse en adresse"),
        ("/absent", "réponse 404"),
        ("/occupe", "pas être prise maintenant"),
        ("/lourd", "plus de 2 Mo"),
        ("/lent", "trop de temps"),
        ("/rien", "n'a pas pu être prise"),
    ],
)
def test_what_cannot_be_fetched_is_said(server: str, path: str, reason: str) -> None:
    with pytest.raises(NotFetchedError, match=reason) as raised:
        take(f"{server}{path}", server)
    assert raised.value.is_passing is (path in ("/lent", "/rien", "/occupe"))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/photo", "http://[", "http://127.0.0.1:x/"])
def test_nobody_answers(address: str) -> None:
    with pytest.raises(NotFetchedError, match="n'a pas pu être prise"):
        fetch(address, is_allowed=lambda _: True, most_bytes=1, seconds=1)


@pytest.mark.parametrize(("is_passing", "hint"), [(True, "sera redemandée"), (False, "Déposez")])
def test_a_file_is_not_blamed_for_the_network(is_passing: bool, hint: str) -> None:
    def take(_: str) -> bytes:
        raise NotFetchedError("elle n'a pas pu être prise", is_passing=is_passing)

    _, lost = printed([PICTURE], take)
    assert hint in lost[PICTURE.address].hint


def test_nothing_is_asked_of_anyone_else() -> None:
    with pytest.raises(NotFetchedError, match="hors des adresses"):
        from_github("http://127.0.0.1:9/photo")


# ---- Drawn again -------------------------------------------------------------------------------

PICTURE = Picture(f"{ASSETS}0a-1", "visites/la-remise-1.jpg", ALT)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIC", "WEBP"])
def test_a_picture_becomes_a_small_jpeg_without_notes(form: str) -> None:
    data = picture(form, size=(2400, 1600), exif=exif(position=True)) if form == "JPEG" else None
    prints, lost = printed([PICTURE], lambda _: data or picture(form, size=(2400, 1600)))
    assert lost == {}
    found = Photograph.read(BytesIO(prints[PICTURE.address]))
    assert found.size == (1200, 800)
    assert not found.has_notes
    assert Image.open(BytesIO(prints[PICTURE.address])).format == "JPEG"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<svg onload=a>", picture()[:-40]])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    prints, lost = printed([PICTURE], lambda _: data)
    assert prints == {}
    assert "ce fichier n'est pas une image" in lost[PICTURE.address].reason


def test_a_page_goes_without_the_picture_that_cannot_be_taken() -> None:
    photos = f"{dropped(1)}\n{ALT}\n{dropped(2)}\nL'établi."
    lost = {f"{ASSETS}0a-1": Lost("elle n'est plus là", "Déposez-la.")}
    text = as_issue(VISIT_FORM, VISIT | {"photos": photos})
    proposal = propose(text, PLACE, Around(lost=lost))
    [said] = proposal.remarks
    assert (said.severity, said.hint) == (Severity.WARNING, "Déposez-la.")
    assert said.message == f"la photo « {ALT} » n'est pas dans la page : elle n'est plus là."
    assert [shown.alt for shown in proposal.pictures] == ["L'établi."]
    assert ALT not in str(proposal.files)


def test_pictures_that_cannot_be_taken_are_said_at_once_with_what_they_lack() -> None:
    photos = f"{dropped(1)}\n{ALT}\n{dropped(2, 'Image')}"
    lost = dict.fromkeys([f"{ASSETS}0a-1", f"{ASSETS}0a-2"], Lost("elle est lourde", "Moins."))
    proposal = propose(as_issue(VISIT_FORM, VISIT | {"photos": photos}), PLACE, Around(lost=lost))
    [said] = proposal.remarks
    assert said.message == (
        f"les photos « {ALT} » et n° 2 (à décrire aussi, en une phrase) ne sont pas dans la page : "
        "pour chacune, elle est lourde."
    )
    assert list(proposal.files) == ["visites/la-remise.md"]


def test_a_page_that_is_given_no_other_picture_waits_for_it() -> None:
    lost = {f"{ASSETS}0a-1": Lost("elle n'est plus là", "Déposez-la.")}
    proposal = propose(as_issue(PICTURE_FORM, GIVEN), PLACE, Around(lost=lost))
    assert proposal.files == {}
    assert ["n'est plus là" in said.message for said in proposal.faults] == [True]


# ---- Given to a page ---------------------------------------------------------------------------

GIVEN = {
    "page": "https://carnet.example/nantes/visites/atelier/",
    "photo": dropped(1),
    "montre": ALT,
    "legende": "L'établi, en mars 2026. Photo : Ada.",
    "accord": "- [X] Oui",
}


@pytest.mark.parametrize(
    "page",
    [
        "https://carnet.example/visites/atelier/",
        "visites/atelier.md",
        "atelier",
        "Une visite chez Atelier",
        "la page de la visite à l'Atelier, en mars",
    ],
)
def test_a_picture_is_added_to_the_page_that_is_named(page: str) -> None:
    proposal = propose(as_issue(PICTURE_FORM, GIVEN | {"page": page}), PLACE)
    assert proposal.remarks == ()
    before = (PLACE.tree["visites/atelier.md"].content or b"").decode()
    assert proposal.files == {
        "visites/atelier.md": f"{before}\n![{ALT}](atelier-1.jpg)\n*{GIVEN['legende']}*\n"
    }
    assert proposal.pictures[0].path == "visites/atelier-1.jpg"


@pytest.mark.parametrize(
    ("question", "answer"),
    [("page", "une autre"), ("photo", "la voici"), ("montre", ""), ("accord", "- [ ] Oui")],
)
def test_a_picture_that_lacks_something_waits(question: str, answer: str) -> None:
    proposal = propose(as_issue(PICTURE_FORM, GIVEN | {question: answer}), PLACE)
    assert PICTURE_FORM.by_id[question].label in {said.question for said in proposal.faults}
    assert proposal.files == {}


@pytest.mark.parametrize(
    ("typed", "alt"),
    [
        ("\\1 \\g<0> un vélo", "1 g0 un vélo"),
        ('un "vélo" ](javascript:a) <b>', "un vélo (javascript:a)"),
        ("[un vélo](https://a.example/)", "un vélo"),
    ],
)
def test_signs_in_what_a_picture_shows_mean_nothing(typed: str, alt: str) -> None:
    photo = f'{dropped(1)}\n<img alt="Image" src="{ASSETS}0a-2">'
    sent = GIVEN | {"montre": typed, "photo": photo}
    proposal = propose(as_issue(PICTURE_FORM, sent), PLACE)
    assert proposal.faults == []
    assert len(proposal.pictures) == 2
    [text] = proposal.files.values()
    assert f"![{alt}](atelier-1.jpg)" in text
    assert f"![{alt}](atelier-2.jpg)" in text
