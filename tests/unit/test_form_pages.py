"""From what people send to a page: whatever it is, nothing but a sound page is made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from time import process_time

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.entries.any_entry import MODELS
from journal.forms.propose import Around, Proposal, propose
from journal.gate.examine import check
from journal.headers.frontmatter import read_front_matter
from journal.markdown.github import to_html
from journal.new_pages.question_table import FORMS, TIP_FORM, VISIT_FORM
from journal.problems.problem import errors
from journal.web.allowed_html import PAGE_TAGS
from support.forms import PLACE, TIP, VISIT, as_issue, as_mail
from support.injections import INJECTIONS, written
from support.journals import TODAY, as_files, visit
from support.pictures import picture


def of_visit(**answers: str) -> Proposal:
    return propose(as_issue(VISIT_FORM, VISIT | answers), PLACE)


def of_tip(**answers: str) -> Proposal:
    return propose(as_issue(TIP_FORM, TIP | answers), PLACE)


def text_of(proposal: Proposal) -> str:
    """The one page of a proposal."""
    assert proposal.faults == []
    [text] = proposal.files.values()
    return text


def header_of(proposal: Proposal) -> dict[str, object]:
    return dict(read_front_matter(text_of(proposal), "")[0].header.values)


def section_of(proposal: Proposal, heading: str) -> str:
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |\Z)", text_of(proposal), re.M | re.S)
    assert found, heading
    return found[1].strip()


def assert_sound(proposal: Proposal) -> None:
    """Either something to mend, or a page that the gate accepts and in which nothing acts."""
    assert bool(proposal.faults) or bool(proposal.files) or proposal.form is FORMS[2]
    assert not (proposal.faults and proposal.files)
    for path, text in proposal.files.items():
        assert re.fullmatch(r"(?:visites|conseils)/[a-z0-9]+(?:-[a-z0-9]+)*\.md", path)
        pictures = {shown.path: picture() for shown in proposal.pictures}
        tree = {**PLACE.tree, **as_files({path: text, **pictures})}
        assert errors(check(tree, today=TODAY)) == []
        assert_still(text)
    for shown in proposal.pictures:
        assert re.fullmatch(r"(?:visites|conseils)/[a-z0-9-]+\.jpg", shown.path)


def assert_still(text: str) -> None:
    """Nothing in a page acts, as GitHub's program writes it: before anything is cleaned."""
    body = read_front_matter(text, "")[0].body
    root = lxml.html.fragment_fromstring(to_html(body), create_parent="div")
    for element in root.iter():
        assert element.tag in PAGE_TAGS, element.tag
        assert not [name for name in element.attrib if name.startswith(("on", "src"))] or (
            element.tag == "img" and re.fullmatch(r"[\w./-]+\.jpg", element.get("src", ""))
        )
        assert re.match(r"https?://|[\w./-]+\.(?:md|jpg)|$", element.get("href", ""), re.I)


# ---- Sound forms -------------------------------------------------------------------------------


def test_a_visit() -> None:
    proposal = of_visit()
    assert list(proposal.files) == ["visites/la-remise.md"]
    assert proposal.remarks == ()
    assert header_of(proposal) == {
        "title": "Visite chez La Remise",
        "description": VISIT["bref"],
        "date": TODAY.isoformat(),
        "visite_le": "2026-03-14",
        "structure": "La Remise",
        "lieu": "Rezé",
        "tags": ["emploi"],
    }
    assert section_of(proposal, "Ce que nous avons vu") == VISIT["recit"]
    assert section_of(proposal, "À retenir") == "- Accueillir d'abord."


def test_a_tip() -> None:
    proposal = of_tip(exemple="On y montre une scie.")
    assert list(proposal.files) == ["conseils/montrer-ses-outils.md"]
    assert header_of(proposal)["visite"] == "atelier"
    assert section_of(proposal, "Comment faire") == (
        "- [ ] Choisir trois outils\n- [ ] Les poser sur la table"
    )
    assert section_of(proposal, "Vu chez Atelier") == "On y montre une scie."


def test_what_nobody_saw_is_an_example() -> None:
    heard = visit("atelier", body="## Ce qui s'est dit\n\nUn texte.\n")
    place = replace(PLACE, tree={**PLACE.tree, **as_files(heard)})
    proposal = propose(as_issue(TIP_FORM, TIP | {"exemple": "Une scie."}), place)
    assert section_of(proposal, "L'exemple d'Atelier") == "Une scie."


def test_an_announcement_says_when_and_where() -> None:
    answers = {
        "jour": "14 novembre 2026",
        "horaire": "14h-17h30",
        "recit": "La visite des ateliers.",
    }
    place = {"rendez-vous": "Devant la halle", "inscription": "www.example.org/venir"}
    proposal = of_visit(**answers, **place)
    header = header_of(proposal)
    assert [header[key] for key in ("visite_le", "horaire", "adresse", "inscription")] == [
        *("2026-11-14", "14:00-17:30", "Devant la halle", "https://www.example.org/venir")
    ]
    assert section_of(proposal, "Au programme") == "La visite des ateliers."
    assert section_of(of_visit(**answers | {"recit": ""}), "En bref") == VISIT["bref"]


def test_the_headings_are_those_of_the_model() -> None:
    answers = dict.fromkeys(("contexte", "suite"), "Un texte.")
    headings = re.findall("^## (.*)", text_of(of_visit(**answers)), re.M)
    assert set(headings) == {question.section for question in VISIT_FORM.questions} - {""}


@pytest.mark.parametrize(("form", "answers"), [(VISIT_FORM, VISIT), (TIP_FORM, TIP)])
def test_a_mail_makes_the_same_page(form, answers) -> None:
    said = answers | {"themes": "Emploi", "accord": "Oui"}
    mail = f"Bonjour,\n\n{as_mail(form, said)}\n-- \nAda, 06 12 34 56 78\n"
    quoted = "\r\n".join(f"> {line}" if line.endswith("?") else line for line in mail.splitlines())
    page = propose(as_issue(form, answers), PLACE)
    assert text_of(page)
    for text in (mail, quoted):
        assert propose(text, PLACE).files == page.files


def test_the_same_text_twice_gives_the_same_bytes() -> None:
    text = as_issue(VISIT_FORM, VISIT)
    assert propose(text, PLACE) == propose(text, PLACE)
    assert propose(text.replace("\n", "\r\n"), PLACE) == propose(text, PLACE)


def test_a_summary_is_drawn_from_what_was_told() -> None:
    summary = header_of(of_visit(bref="Un lieu où l'on répare."))["description"]
    assert summary == f"Un lieu où l'on répare. {VISIT['recit']}"
    short = of_visit(bref="Un lieu.", recit="On répare.")
    assert [said.question for said in short.faults] == [VISIT_FORM.by_id["bref"].label]
    alone = of_visit(bref="", recit="On répare.")
    assert [said.question for said in alone.faults] == [VISIT_FORM.by_id["recit"].label]
    long = header_of(of_visit(bref="Un lieu où l'on répare " + "de tout, " * 60))["description"]
    assert str(long).endswith("…")
    assert 50 <= len(str(long)) <= 200


def test_a_draft_of_a_word_processor_is_a_page_at_the_second_attempt() -> None:
    """Smart quotes, its bullets, a colon in the title, figures for the day, pictures, a PDF."""
    attached = "https://github.com/user-attachments"
    first = VISIT | {
        "structure": "L’Atelier du Quai",
        "jour": "14/03/2026",
        "titre": "L’Atelier du Quai : réparer d’abord",
        "bref": "Nous étions sept à aller voir “L’Atelier du Quai”, où l’on répare des vélos…",
        "recit": (
            "Accueil par l’équipe\u00a0: “on ne jette rien”.\n\n"
            "·\tTrois postes\u00a0:\no\tdémonter,\no\tremonter.\n·\tUne fiche par vélo…\n\n"
            f'<img width="4032" height="3024" alt="IMG_2034" src="{attached}/assets/0a-1" />\n\n'
            f"[Plaquette 2025.pdf]({attached}/files/12/Plaquette.2025.pdf)"
        ),
        "photos": "\n\n".join(f"![IMG_{n}]({attached}/assets/0a-{n})" for n in (2035, 2036)),
    }
    missing = of_visit(**first).faults
    names = ("IMG_2034", "IMG_2035", "IMG_2036")
    assert [name in said.message for name, said in zip(names, missing, strict=True)] == [True] * 3
    second = first | {
        "recit": first["recit"].replace("/>", "/>\nTrois postes, les outils au mur."),
        "photos": first["photos"].replace("\n\n", "\nUn vélo bleu sur un pied.\n\n")
        + "\nDes pièces rangées par taille.",
    }
    proposal = of_visit(**second)
    assert header_of(proposal)["title"] == first["titre"]
    assert header_of(proposal)["visite_le"] == "2026-03-14"
    assert header_of(proposal)["image_alt"] == "Un vélo bleu sur un pied."
    assert section_of(proposal, "Ce que nous avons vu") == (
        "Accueil par l’équipe\u00a0: « on ne jette rien ».\n\n"
        "- Trois postes\u00a0:\n    - démonter,\n    - remonter.\n- Une fiche par vélo…\n\n"
        "![Trois postes, les outils au mur.](l-atelier-du-quai-1.jpg)\n\n"
        "![Des pièces rangées par taille.](l-atelier-du-quai-3.jpg)"
    )
    assert ["Plaquette 2025.pdf" in said.message for said in proposal.notes] == [True]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "chez moi, 3 rue de l'Exemple",
            "3 rue de l'Exemple, sonner à Exemple",
            "Chez M. Exemple",
        ),
        *("chez Mme Exemple", "interphone B", "au portail, code 12B4", "digicode à l'entrée"),
        *("Chez Exemple", "chez Exemple, 3 rue de l'Exemple", "chez l'habitant"),
    ],
)
def test_nobody_is_sent_to_a_home(typed: str) -> None:
    [said] = of_visit(jour="14 novembre 2026", **{"rendez-vous": typed}).faults
    assert said.question == VISIT_FORM.by_id["rendez-vous"].label
    assert "au domicile de quelqu'un" in said.message
    assert "12B4" not in said.message
    assert "ouvert à tout le monde" in said.hint


@pytest.mark.parametrize(
    "typed",
    [
        *("Devant la halle", "Chez Atelier, 3 rue de l'Exemple", "À la Maison des associations"),
        *("À la Sonnerie", "3 rue du Code civil", "44000 Nantes, chez les Compagnons"),
        *("Au café Chez Exemple", "Chez Remise", "chez La Remise, au portail"),
    ],
)
def test_a_place_that_is_open_to_all_is_kept(typed: str) -> None:
    assert (
        header_of(of_visit(jour="14 novembre 2026", **{"rendez-vous": typed}))["adresse"] == typed
    )


@pytest.mark.parametrize(
    ("answers", "is_asked"),
    [
        ({"structure": "Chez Exemple"}, True),
        ({"structure": "chez ma tante", "contexte": "Un café."}, True),
        ({"structure": "Chez Exemple", "contexte": "Un café, et des concerts."}, False),
        ({"structure": "Café Chez Exemple"}, False),
    ],
)
def test_an_organisation_is_nobody_s_home(answers: dict[str, str], is_asked: bool) -> None:
    proposal = of_visit(**answers)
    asked = [said for said in proposal.faults if "ou bien chez quelqu'un" in said.message]
    assert len(asked) == len(proposal.faults) == is_asked
    if answers["structure"] == "Chez Exemple" and not is_asked:
        assert header_of(proposal)["title"] == "Visite chez Exemple"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Léa Martin, bénévole, et Paul Durand", ["Léa Martin (bénévole)", "Paul Durand"]),
        ("Léa M., pour l'Atelier", ["Léa M. (pour l'Atelier)"]),
        ("Léa Martin (lea@example.org)", ["Léa Martin"]),
        ("Léa Martin - Paul Durand", ["Léa Martin", "Paul Durand"]),
        ("Léa Martin - chargée de mission", ["Léa Martin - chargée de mission"]),
        ("sous mon nom : Léa Martin", ["Léa Martin"]),
        ("Martin, Léa", ["Léa Martin"]),
    ],
)
def test_a_name_keeps_what_is_said_beside_it(typed: str, names: list[str]) -> None:
    assert header_of(of_visit(credit=typed))["auteurs"] == names


@pytest.mark.parametrize(
    "typed",
    [
        *("je préfère rester anonyme", "peu importe", "ne pas me citer", "pas de nom, merci"),
        *("Non merci", "pas la peine", "à définir"),
    ],
)
def test_who_wants_no_name_has_none(typed: str) -> None:
    assert "auteurs" not in header_of(of_visit(credit=typed))


@pytest.mark.parametrize(
    ("typed", "commune"),
    [
        ("NANTES", "Nantes"),
        ("SAINT-SÉBASTIEN-SUR-LOIRE", "Saint-Sébastien-sur-Loire"),
        ("Rezé", "Rezé"),
        ("LA CHAPELLE-SUR-ERDRE (44)", "La Chapelle-sur-Erdre"),
        ("44400 Rezé", "Rezé"),
        ("8 rue de l'Exemple, 44400 Rezé", "Rezé"),
        ("à Rezé.", "Rezé"),
        ("saint-sébastien-sur-loire", "Saint-Sébastien-sur-Loire"),
        ("à côté de Rezé", "À côté de Rezé"),
    ],
)
def test_a_commune_is_not_shouted(typed: str, commune: str) -> None:
    assert header_of(of_visit(commune=typed))["lieu"] == commune


@pytest.mark.parametrize("typed", ["Je vous laisse choisir", "Pas d'idée", "Au choix !"])
def test_who_has_no_title_is_given_one(typed: str) -> None:
    assert header_of(of_visit(titre=typed))["title"] == "Visite chez La Remise"


@pytest.mark.parametrize(
    ("jour", "said"),
    [
        ("vendredi 14 mars 2026", "ce jour-là est un samedi"),
        (f"{TODAY.year}", "ne dit pas le jour"),
        (f"{TODAY:%m/%Y}", "ne dit pas le jour"),
    ],
)
def test_a_day_that_would_mislead_is_asked_again(jour: str, said: str) -> None:
    assert [fault.question for fault in of_visit(jour=jour).faults] == ["Quel jour ?"]
    assert said in of_visit(jour=jour).faults[0].message


def test_a_month_under_way_may_be_that_of_a_visit_to_come() -> None:
    announced = of_visit(jour=f"{TODAY:%m/%Y}", horaire="14h")
    assert header_of(announced)["visite_le"] == f"{TODAY:%Y-%m}"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("atelier.", "Atelier"), ("Les Remises (https://example.org/)", "Les Remises")],
)
def test_an_organisation_is_called_by_its_name_alone(typed: str, name: str) -> None:
    assert header_of(of_visit(structure=typed))["structure"] == name


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("La Remise, 8 rue de l'Exemple, 44400 Rezé", "dit aussi une adresse"),
        ("contact@example.org", "n'est pas un nom"),
    ],
)
def test_an_organisation_is_no_address(typed: str, said: str) -> None:
    assert said in " ".join(fault.message for fault in of_visit(structure=typed).faults)


TO_COME = {"jour": "11 février 2027", "recit": "", "retenir": ""}


@pytest.mark.parametrize(
    ("typed", "header"),
    [
        ({"inscription": "Inscription : https://example.org/i."}, {"https://example.org/i"}),
        ({"rendez-vous": "https://maps.example.org/x"}, set()),
        ({"rendez-vous": "en ligne : https://call.example.org/1?pwd=a"}, {"en ligne"}),
        ({"rendez-vous": "à définir"}, set()),
        ({"rendez-vous": "au portail (06 12 34 56 78)"}, {"au portail"}),
    ],
)
def test_where_to_go_is_said_in_words(typed: dict[str, str], header: set[str]) -> None:
    values = header_of(of_visit(**TO_COME | typed))
    assert {values[key] for key in ("adresse", "inscription") if key in values} == header


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        ("inscription", "https://example.org/i avant le 3 février", "avant le 3 février"),
        ("rendez-vous", "https://maps.example.org/x", "un lien n'est pas un lieu"),
    ],
)
def test_what_is_left_out_is_said(question: str, typed: str, said: str) -> None:
    proposal = of_visit(**TO_COME | {question: typed})
    assert proposal.faults == []
    assert said in " ".join(note.message for note in proposal.notes)


def test_a_postscript_is_said_to_be_left_out() -> None:
    answers = VISIT | {"themes": "Emploi", "accord": "Oui\n\nPS : je repasse vendredi.\nMerci"}
    proposal = propose(as_mail(VISIT_FORM, answers), PLACE)
    assert [note.message for note in proposal.notes] == [
        "« PS : je repasse vendredi. Merci » n'est pas dans la page."
    ]
    assert proposal.files


@pytest.mark.parametrize(
    ("typed", "is_kept"),
    [
        ("Elle sort de prison (à ne pas publier).", False),
        ("Confidentiel : elle vend à perte.", False),
        ("Le prix (confidentiel) n'est pas dit. Elle conseille de ne pas publier ses prix.", True),
    ],
)
def test_what_is_not_to_be_published_is_not(typed: str, is_kept: bool) -> None:
    assert bool(of_visit(recit=typed).files) is is_kept


@pytest.mark.parametrize(
    ("typed", "sources"),
    [
        ("Insee, 2024\nhttps://example.org/i", [("Insee, 2024", "https://example.org/i")]),
        (
            "Wiki : https://example.org/Quai_(Nantes)",
            [("Wiki", "https://example.org/Quai_(Nantes)")],
        ),
        ("Insee (https://example.org/i), lu hier", [("Insee, lu hier", "https://example.org/i")]),
        ("Sources :\nInsee : https://example.org/i", [("Insee", "https://example.org/i")]),
        (
            "https://example.org/a et https://example.com/b",
            [("example.org", "https://example.org/a"), ("example.com", "https://example.com/b")],
        ),
    ],
)
def test_a_source_has_its_name_and_its_address(typed: str, sources: list[tuple[str, str]]) -> None:
    found = header_of(of_visit(sources=typed))["sources"]
    assert isinstance(found, list)
    assert [(source["titre"], source["url"]) for source in found] == sources


def test_a_link_to_the_journal_is_that_of_a_file() -> None:
    place = replace(PLACE, site_url="https://carnet.example/sous/")
    here = "https://carnet.example/sous/visites/atelier/"
    answers = {"recit": f"Comme [ici même]({here}).", "suite": f"À lire :\n{here}"}
    text = text_of(propose(as_issue(VISIT_FORM, VISIT | answers), place))
    assert "[ici même](atelier.md)" in text
    assert re.search(r"À lire : \[[^\]]+\]\(atelier\.md\)", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bonjour,\n\nUn atelier.\n\nBien cordialement,\nAda\nBénévole", "Un atelier."),
        ("Bonjour à tous !\nUn atelier.\nMerci !", "Un atelier."),
        ("Un atelier.\n\nMerci à toute l'équipe.", "Un atelier.\n\nMerci à toute l'équipe."),
    ],
)
def test_greetings_are_for_whoever_reads_the_message(typed: str, kept: str) -> None:
    assert section_of(of_visit(recit=typed), "Ce que nous avons vu") == kept


def test_an_answer_that_sends_elsewhere_is_none() -> None:
    assert "## À retenir" not in text_of(of_visit(retenir="voir plus haut"))
    assert of_visit(recit="Idem").faults


def test_a_summary_is_of_sentences_and_of_words() -> None:
    typed = (
        "https://example.org/recit\n## Un lieu\nNous y avons vu réparer\n\nOn y apprend à chiffrer"
    )
    summary = "Un lieu. Nous y avons vu réparer. On y apprend à chiffrer."
    assert header_of(of_visit(bref=typed))["description"] == summary


def test_a_summary_of_items_is_made_of_sentences() -> None:
    items = "•\tUn atelier de douze personnes,\n•\tOn y apprend à chiffrer ses lots"
    summary = "Un atelier de douze personnes. On y apprend à chiffrer ses lots."
    assert header_of(of_visit(bref=items))["description"] == summary
    tip = of_tip(conseil="Montrer ses outils", pourquoi="Ce que l'on voit se comprend plus vite.")
    assert header_of(tip)["description"].startswith("Montrer ses outils. Ce que l'on voit")


NOTE = "[^1]: Rapport d'activité\n    de 2025."


def test_footnotes_go_with_the_text_that_calls_them() -> None:
    proposal = of_visit(
        bref=f"{VISIT['bref']}[^1]\n\n[^1]: D'après nos carnets.",
        recit="Douze personnes[^1] y travaillent,\n- dont deux au bois[^2]",
        retenir="Accueillir[^3]\nÉcouter",
        sources=f"{NOTE}\nUn guide, 2025 https://example.org/guide\n[^2]: On nous l'a dit.",
        suite="[^3]: Le portail, d'abord.",
    )
    assert proposal.remarks == ()
    header = header_of(proposal)
    assert header["description"] == VISIT["bref"]
    assert [source["titre"] for source in header["sources"]] == ["Un guide, 2025"]
    [page] = proposal.files.values()
    assert "\n\n[^bref-1]: D'après nos carnets.\n" in page
    assert section_of(proposal, "Ce que nous avons vu") == (
        "Douze personnes[^1] y travaillent,\n\n- dont deux au bois[^2]\n\n"
        "[^1]: Rapport d'activité de 2025.\n\n[^2]: On nous l'a dit."
    )
    assert section_of(proposal, "À retenir") == (
        "- Accueillir[^3]\n- Écouter\n\n[^3]: Le portail, d'abord."
    )


def test_the_code_of_a_door_is_not_said_again() -> None:
    for answers in ({"recit": "Digicode 4512A, puis l'escalier."}, {"horaire": "Code : 4512A"}):
        [said] = of_visit(jour="14 novembre 2026", **answers).faults
        assert "code d'une porte" in said.message
        assert "4512A" not in said.message + said.hint


def test_two_organisations_in_one_are_said() -> None:
    place = replace(PLACE, tree={**PLACE.tree, **as_files(visit("quai"))})
    proposal = propose(as_issue(VISIT_FORM, VISIT | {"structure": "Quai et Atelier"}), place)
    [said] = proposal.notes
    assert "« Quai » et « Atelier »" in said.message
    assert said.hint.endswith("Écrivez : Quai")


def test_a_mark_without_a_note_is_said_in_words_of_the_form() -> None:
    [said] = of_visit(recit="Douze personnes[^1] y travaillent.").faults
    assert "la note « [^1] » n'a pas de texte" in said.message
    assert "« sources »" not in said.hint
    assert "sous « D'où viennent vos chiffres" in said.hint


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("structure", "14 mars 2026"),
        ("structure", "2026"),
        ("structure", "voir plus bas"),
        ("commune", "Atelier"),
        ("commune", "(cf. plus haut)"),
        ("commune", "14/03/2026"),
        ("titre", "Voir ci-dessous."),
        ("jour", "3 juin et 10 juin 2026"),
        ("jour", "14 mars 2036"),
    ],
)
def test_an_answer_to_another_question_is_asked_again(question: str, typed: str) -> None:
    said = of_visit(**{question: typed}).faults
    assert VISIT_FORM.by_id[question].label in {fault.question for fault in said}
    assert any(typed in fault.message for fault in said)


def test_a_commune_may_be_what_is_visited_and_a_year_may_be_far() -> None:
    assert of_visit(structure="Atelier", commune="Atelier").faults == []
    assert of_visit(jour="14 mars 2028").faults == []


def test_two_ideas_and_a_table_are_kept_as_they_were_typed() -> None:
    ideas = "accueillir chaque personne dès son arrivée, sans la faire attendre\nmontrer ses outils"
    table = "\t2024\t2025\nVentes\t100\t120\nDons\t3\t"
    proposal = of_visit(retenir=ideas, recit=f"Voici les chiffres :\n{table}")
    assert section_of(proposal, "À retenir").count("- ") == 2
    assert section_of(proposal, "Ce que nous avons vu").endswith("| Dons | 3 |  |")


# ---- What is said beside -----------------------------------------------------------------------


def by_mail(**answers: str) -> Proposal:
    return propose(
        as_mail(VISIT_FORM, VISIT | {"themes": "Emploi", "accord": "oui"} | answers), PLACE
    )


def test_a_theme_that_is_not_there_is_said_beside_those_that_are() -> None:
    proposal = by_mail(themes="Emploi, Jardin")
    assert header_of(proposal)["tags"] == ["emploi"]
    [said] = proposal.notes
    assert said.message == "« Jardin » n'est pas un thème du carnet."


def test_a_mail_has_no_boxes() -> None:
    [said] = by_mail(themes="Jardin").faults
    assert said.hint.startswith("Écrivez au moins un de ces thèmes : Emploi, Réemploi, Achats")
    [said] = of_visit(themes="- [X] Jardin").faults
    assert said.hint.startswith("Cochez au moins un de ces thèmes : Emploi")


@pytest.mark.parametrize(
    ("told", "theme"),
    [("On y répare tout.", "reemploi"), ("L'emploi d'abord, dit-on.", "emploi")],
)
def test_whoever_chose_no_theme_has_one_and_is_told(told: str, theme: str) -> None:
    """The one that is named, as a word of its own; else that of most pages."""
    for proposal in (by_mail(themes="", contexte=told), of_visit(themes="", contexte=told)):
        assert header_of(proposal)["tags"] == [theme]
        [said] = proposal.notes
        assert f"la page a pris « {PLACE.themes[theme]} »" in said.message


def test_without_a_page_that_has_a_theme_one_is_asked_for() -> None:
    place = replace(PLACE, tree={p: f for p, f in PLACE.tree.items() if p == "themes.yml"})
    [said] = propose(as_issue(VISIT_FORM, VISIT | {"themes": ""}), place).faults
    assert said.question == VISIT_FORM.by_id["themes"].label


@pytest.mark.parametrize(("form", "answers"), [(VISIT_FORM, VISIT), (TIP_FORM, TIP)])
def test_the_first_answers_make_a_page(form, answers) -> None:
    """As the page of contributions says: everything else may be left aside."""
    first = {question.id: answers[question.id] for question in form.first}
    assert len(first) == form.enough == 5
    for text in (as_issue(form, first), as_mail(form, first | {"accord": "oui"})):
        assert_sound(proposal := propose(text, PLACE))
        assert proposal.faults == []
        assert "## En bref" not in text_of(proposal)


def test_a_visit_to_come_says_what_is_planned() -> None:
    ahead = {"jour": "14 novembre 2026", "bref": ""}
    assert section_of(of_visit(**ahead), "Au programme") == VISIT["recit"]
    [said] = of_visit(**ahead, recit="").faults
    assert said.question == VISIT_FORM.by_id["recit"].label
    assert "ce qui est prévu" in said.hint


@pytest.mark.parametrize("left", ["[image: IMG_4032.jpg]", "[cid:IMG_4032.jpg]", "<IMG_4032.jpg>"])
def test_a_picture_that_a_mail_lost_is_said(left: str) -> None:
    proposal = by_mail(recit=f"{VISIT['recit']}\n\n{left}")
    assert "IMG_4032" not in text_of(proposal)
    [said] = proposal.notes
    assert "IMG_4032.jpg" in said.message
    assert said.hint.startswith("Joignez les photos au courriel")


def test_what_the_gate_warns_of_is_said() -> None:
    pasted = "De : Ada\nÀ : Zoé\nObjet : la visite\n\nUn récit."
    [said] = of_visit(recit=pasted).notes
    assert said.question == VISIT_FORM.by_id["recit"].label
    assert "en-tête de courriel" in said.message
    [said] = of_visit(jour="2028", horaire="14h").notes
    assert said.question == VISIT_FORM.by_id["jour"].label


# ---- Its name ----------------------------------------------------------------------------------


def test_a_name_that_is_taken_has_its_year_then_a_number() -> None:
    assert list(of_visit(structure="Atelier").files) == ["visites/atelier-2026.md"]
    place = replace(PLACE, tree={**PLACE.tree, **as_files(visit("atelier-2026"))})
    text = as_issue(VISIT_FORM, VISIT | {"structure": "Atelier"})
    assert list(propose(text, place).files) == ["visites/atelier-2026-2.md"]


def test_an_address_that_leads_elsewhere_is_not_taken() -> None:
    moved = visit("atelier", anciennes_adresses="[visites/la-remise/]")
    place = replace(PLACE, tree={**PLACE.tree, **as_files(moved)})
    proposal = propose(as_issue(VISIT_FORM, VISIT), place)
    assert list(proposal.files) == ["visites/la-remise-2026.md"]


def test_the_list_of_visits_is_no_visit() -> None:
    assert list(of_visit(structure="Index").files) == ["visites/index-2026.md"]


def test_an_edit_keeps_its_page_whatever_it_is_called_now() -> None:
    text = as_issue(VISIT_FORM, VISIT | {"structure": "La Remise de Rezé"})
    assert list(propose(text, PLACE, Around(former="visites/la-remise.md")).files) == [
        "visites/la-remise.md"
    ]


def test_an_address_that_was_published_is_never_given_again() -> None:
    text = as_issue(VISIT_FORM, VISIT)
    proposal = propose(text, PLACE, Around(published=["visites/la-remise/"]))
    assert list(proposal.files) == ["visites/la-remise-2026.md"]


# ---- Hostile forms -----------------------------------------------------------------------------

_LONG = "Une phrase assez longue pour remplir la page. " * 1_300
# What is typed, the question that it answers -> what the page must hold; None where it is refused.
HOSTILE = [
    ("recit", "L'été, « l'œuvre » d'Anne", "L'été, « l'œuvre » d'Anne"),
    ("recit", "Il a dit \"oui\" et 'non'", "Il a dit \"oui\" et 'non'"),
    ("recit", "$(rm -rf /)", "$(rm -rf /)"),
    ("recit", "`touch /tmp/a`", "`touch /tmp/a`"),
    ("recit", "un ` seul", "un \\` seul"),
    ("recit", "${{ secrets.GITHUB_TOKEN }}", "`${{ secrets.GITHUB_TOKEN }}`"),
    ("recit", "{{ config.extra }} {% raw %}", "`{{ config.extra }}` `{% raw %}`"),
    ("recit", "avant\n\n---\n\naprès", "avant\n\naprès"),
    ("recit", "---\ntitle: autre\n---", "title: autre"),
    ("recit", "clé: [valeur, {a: b}]", "clé: [valeur, {a: b}]"),
    ("recit", "Bravo 🌱 👩‍🔧", "Bravo 🌱 👩‍🔧"),
    ("recit", "<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
    ("recit", "\\<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
    ("recit", "<!-- caché -->", None),
    ("recit", "Vu. <!-- caché -->", "Vu."),
    ("recit", "Vu. <!-- caché", None),
    ("recit", "Du <b>gras</b>.<br>Puis `<b>x</b>`.", "Du **gras**.\n\nPuis `<b>x</b>`."),
    ("recit", '<a href="https://a.example/">Le site</a>', "[Le site](https://a.example/)"),
    ("recit", '<a href="javascript:alert(1)">Le site</a>', "Le site"),
    ("recit", "[lire](javascript:alert(1))", "lire"),
    ("recit", "[la page](JaVaScRiPt:alert)", "la page"),
    ("recit", "[a]: javascript:alert(1)", "\\[a]: javascript:alert(1)"),
    ("recit", "![x](https://evil.example/a.png)", "[x](https://evil.example/a.png)"),
    ("recit", "# Titre\n\n## Sous-titre", "### Titre\n\n#### Sous-titre"),
    ("recit", "## À retenir\n\ntexte", "### À retenir\n\ntexte"),
    ("recit", "### Quel jour ?\n\nUn texte", "### Quel jour ?\n\nUn texte"),
    ("recit", "### Titre {#a onclick=b}", "### Titre `{#a onclick=b}`"),
    ("recit", "!!! note\n    texte", "\\!!! note\ntexte"),
    ("recit", "```\n# code\n<b>\n```", "```\n# code\n<b>\n```"),
    ("recit", "```\nsans fin", "\\`\\`\\`\n"),
    ("recit", "un\ttexte\tà tabulations", "un\ttexte\tà tabulations"),
    ("recit", "Poste\t2024\nVentes\t100", "| Poste | 2024 |\n| --- | --- |\n| Ventes | 100 |"),
    ("recit", "2025. Une année charnière.", "2025\\. Une année charnière."),
    ("recit", "> 250 salariés", "\\> 250 salariés"),
    ("recit", "+ 15 % en un an", "\\+ 15 % en un an"),
    ("recit", "#solidarité", "\\#solidarité"),
    ("recit", "a\x00b\x1b[2Jc\x07", "ab[2Jc"),
    ("recit", "caché\u200b\u202eici", "cachéici"),
    ("recit", "L\x92association", "L’association"),
    ("recit", "deux\u2028lignes", "deux lignes"),
    ("recit", "../../../etc/passwd", "../../../etc/passwd"),
    ("recit", "@equipe voir #1", "@equipe voir #1"),
    ("recit", "::error::faux", "::error::faux"),
    ("recit", _LONG, _LONG.strip()),
    ("retenir", "• un\n• deux", "- un\n- deux"),
    ("retenir", "| a | b |\n|---|---|\n| c | d |", "- a : b\n- c : d"),
    ("titre", "ESS : trois conseils", 'title: "ESS : trois conseils"'),
    ("titre", 'Il dit "oui" \\ # {a} & *b', 'title: "Il dit \\"oui\\" \\\\ # {a} & *b"'),
    ("titre", "**Une** [visite](https://a.example/) ici", 'title: "Une visite ici"'),
    ("titre", "- tiret: et 'apostrophe'", "title: \"- tiret: et 'apostrophe'\""),
    ("titre", "“Réparer” ensemble", 'title: "« Réparer » ensemble"'),
    ("titre", "Court", None),
    ("titre", "x" * 111, None),
    ("titre", "UNE VISITE À FAIRE", None),
    ("structure", "../../.github/workflows/x", 'structure: "../../.github/workflows/x"'),
    ("structure", "; rm -rf / #", 'structure: "; rm -rf / #"'),
    ("structure", "no", 'structure: "no"'),
    ("structure", "🌱🌱", None),
    ("structure", "", None),
    ("commune", "Nantes: {centre}", 'lieu: "Nantes: {centre}"'),
    ("jour", "hier", None),
    ("jour", "31/02/2026", None),
    ("themes", "- [ ] Emploi", "tags:\n  - reemploi\n---"),
    ("themes", "- [X] Emploi\n- [X] Inconnu", "tags:\n  - emploi\n---"),
    ("themes", "- [X] Inconnu", None),
    ("bref", "", "tags:\n  - emploi\n---"),
    ("accord", "- [ ] Oui", None),
    ("sources", "Un, https://a.example/u ; Deux, https://a.example/d", 'titre: "Deux"'),
    ("sources", "Insee, page (2024), consulté le 3 mars 2026", 'titre: "Insee, page (2024)"'),
    ("sources", "Insee (vu le 3 mars 2026)", "    consulte_le: 2026-03-03\n---"),
    ("sources", "Https://a.example/u accessed 3 March 2026", "    consulte_le: 2026-03-03\n---"),
    ("sources", "Un, https://a.example/u\nconsulté le 3/3/26", 'u"\n    consulte_le: 2026-03-03'),
    ("sources", "Insee, https://a-quai .fr/page", 'url: "https://a-quai.fr/page"'),
    ("sources", "Insee, consulté le 3 mars 2062", None),
    ("sources", "Insee : 2024, https://example.org/a?b=c&d", 'titre: "Insee : 2024"'),
    ("suite", "javascript:alert(1)", "- javascript:alert(1)"),
    ("credit", 'Ada "B" : C', '- "Ada \\"B\\" : C"'),
    ("inscription", "appelez-moi", "  - emploi\n---"),
    ("recit", "Le code d'entrée est 4512A, puis on monte.", None),
    ("recit", "<img src=x onerror=alert(1)>", None),
    ("recit", "[Récit.docx](https://github.com/user-attachments/files/1/Recit.docx)", None),
    ("recit", "*_" * 30_000, None),
    ("recit", "[" * 30_000 + "](" * 10_000, "[["),
    ("structure", "...", None),
    ("structure", "جمعية", None),
    ("structure", "Atelier \u202eevil\u202c", 'structure: "Atelier evil"'),
    ("structure", "S" * 60_000, None),
    ("bref", f"---\ntags: [x]\n---\n{VISIT['bref']}", 'description: "tags: [x] Nous'),
    ("credit", "Ada <ada@b.fr> 06 12 34 56 78", '  - "Ada"\n---'),
    ("credit", "ada@b.fr", "  - emploi\n---"),
    ("credit", ", ".join(f"Nom {n}" for n in range(5_000)), None),
    ("sources", "\n".join(f"https://example.org/{n}" for n in range(2_000)), None),
    ("jour", '14/03/2026"\nx: y', None),
]


@pytest.mark.parametrize(
    ("question", "typed", "held"), HOSTILE, ids=[str(i) for i in range(len(HOSTILE))]
)
def test_a_hostile_form(question: str, typed: str, held: str | None) -> None:
    proposal = of_visit(**{question: typed})
    assert_sound(proposal)
    if held is None:
        label = VISIT_FORM.by_id[question].label
        assert label in {said.question for said in proposal.faults}
    else:
        assert held in text_of(proposal)


# One in three here, and all in the audit: many differ by a letter.
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.audit if rank % 3 else ())
        for rank, name in enumerate(INJECTIONS)
    ],
)
def test_no_injection_acts(name: str) -> None:
    injection = written(INJECTIONS[name], 7)
    told = dict.fromkeys(("recit", "retenir", "contexte", "suite", "sources", "photos"), injection)
    assert_sound(of_visit(**told))
    assert_sound(of_visit(titre=injection, bref=f"{injection} {VISIT['bref']}"))
    assert_sound(of_visit(structure=injection, credit=injection, commune=injection))
    assert_sound(of_tip(pourquoi=injection, etapes=injection, exemple=injection))


# ---- Any text ----------------------------------------------------------------------------------

_LABELS = [f"### {question.label}\n\n" for form in FORMS for question in form.questions]
_PIECES = st.sampled_from(
    [
        *_LABELS,
        *("- [X] Emploi\n", "14 mars 2026", "Atelier", "_No response_", "\n", "\n\n", "\r\n", "\t"),
        *(
            "# ",
            "> ",
            "- ",
            "o ",
            "• ",
            "1) ",
            "```\n",
            "---\n",
            "| a | b |\n",
            "!!! note\n",
            "    ",
        ),
        *("<script>", "<img src=x onerror=a>", "](javascript:a)", "[a](", "![a](b.png)", "`", "\\"),
        *("$(a)", "${{ a }}", "{#a}", "{: .b }", "<!--", "-->", "&lt;", "[x]: //a", "@a", "a@b.fr"),
        *("https://github.com/user-attachments/assets/1-a", "06 12 34 56 78", "«", "“", "”", "’"),
        *(
            "\ud800",
            "\x00",
            "\ufffd",
            "\uf0b7 ",
            "\u202e",
            "🌱",
            "e\u0301",
            "A" * 300,
            "été. " * 20,
        ),
    ]
)
_ANY = st.lists(_PIECES | st.text(max_size=20), max_size=40).map("".join)


@settings(derandomize=True, database=None)
@given(_ANY)
def test_any_text_is_read(text: str) -> None:
    assert_sound(propose(text, PLACE))


@settings(derandomize=True, database=None)
@given(
    st.sampled_from([(VISIT_FORM, VISIT), (TIP_FORM, TIP)]),
    st.data(),
)
def test_any_answer_is_read(sound, data: st.DataObject) -> None:
    form, answers = sound
    question = data.draw(st.sampled_from([question.id for question in form.questions]))
    assert_sound(propose(as_issue(form, answers | {question: data.draw(_ANY)}), PLACE))


_PIECES = (
    *("(", "[", "<", "`", "\\", " ", "“", "{", "![a](", "### \n", "<img ", "a\tb\n", "-- \n"),
    *("1) ", "www.", "<!--", "a@", "01 ", "```\n", "> ", "é", "\n", "[image:", "x" + " " * 14_998),
)


def seconds(piece: str, size: int) -> float:
    """How long this process takes for as much of anything, in each answer and as a whole text."""
    typed = (piece * size)[:size]
    start = process_time()
    for question in ("recit", "retenir", "jour", "themes", "sources", "photos", "accord"):
        propose(as_issue(VISIT_FORM, VISIT | {question: typed}), PLACE)
    propose(typed, PLACE)
    return process_time() - start


# What grows as the square of a text takes minutes for the longest that GitHub lets through; the
# audit tries the other pieces too, on longer texts.
@pytest.mark.parametrize("piece", _PIECES[::3])
def test_fifteen_kilobytes_of_anything_are_read_at_once(piece: str) -> None:
    assert seconds(piece, 15_000) < 4


@pytest.mark.audit
@pytest.mark.parametrize("piece", _PIECES)
def test_sixty_kilobytes_of_anything_are_read_at_once(piece: str) -> None:
    assert seconds(piece, 60_000) < 30


def test_every_kind_of_page_has_a_model() -> None:
    assert {form.kind for form in FORMS if form.kind} <= set(MODELS)
