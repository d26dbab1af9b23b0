"""The answers to a form, each read as what its question asks for; what is wrong is noted beside."""

from __future__ import annotations

import re
from dataclasses import replace

from journal.entries.entry import MOST_TAGS
from journal.forms.attachments import Album
from journal.forms.consent import Consent, beside_consent, consent
from journal.forms.contacts import NOT_PUBLISHED, without_contacts
from journal.forms.greetings import without_greetings
from journal.forms.item_lists import as_list
from journal.forms.prose import as_line, as_markdown
from journal.forms.remarks import Remark, remark
from journal.forms.split_by_question import Received
from journal.forms.themes_named import likely_themes, themes_named
from journal.forms.ticked_boxes import ticked
from journal.forms.typed_sources import typed_sources, with_addresses
from journal.headers.people import names_in
from journal.language.french import folded, format_date
from journal.new_pages.answers import Place
from journal.new_pages.question import PICTURED, Field, Question
from journal.new_pages.question_table import PICTURE_FORM, PICTURES_BY_MAIL, THEMES
from journal.new_pages.skeletons import yaml_slugs, yaml_text
from journal.problems.guesses import nearest
from journal.problems.problem import Severity

# What people write where they have nothing to say.
_NOTHING = re.compile(
    r"|x|[-–—/?…]+|no response|none|non(?:,? merci)?|aucune?|rien|neant|ras|n/?a|anonyme|sans"
    r"|je ne sais (?:pas|plus)|pas (?:de |d.)(?:photo|chiffre|source|lien|titre|site|idee)s?"
    r"|(?:ce n.est )?pas (?:la peine|besoin|necessaire)"
    r"|(?:je n.ai )?(?:pas|aucune) d?.?(?:idee|inspiration)s?(?: de titre)?"
    r"|(?:je )?vous laisse (?:le )?(?:choi\w+|trouver|decider|voir)|(?:c.est )?a vous de \w+"
    r"|(?:au|a votre) choix|comme vous (?:voulez|preferez)"
    r"|(?:a |sera )(?:definir|preciser|determiner|confirmer|fixer|venir|communiquee?)"
    r"(?: (?:plus tard|ulterieurement|prochainement))?"
    r"|pas (?:que|a ma) (?:je sache|connaissance)|aucun\w* (?:chiffre|source|lien|photo|site)s?"
    r"|(?:non,? )?(?:je n.en ai pas|nous n.en avons pas|il n.y en a pas)"
    r"|non,? pas (?:vraiment|encore)|rien (?:de (?:plus|special|particulier)"
    r"|a (?:ajouter|signaler|dire|declarer))"
    r"|non concernee?s?|sans objet|so|nc"
    r"|pas (?:specialement|particulierement|pour (?:l.instant|le moment)|vraiment)"
)
# As many as anybody reads.
_MOST_SOURCES = 40
_US = re.compile(
    r"(?:nous|moi|je|on|toi|vous|eux)(?:-memes?)?|(?:tout )?(?:le|notre|mon) groupe|oui"
    # « Je préfère rester anonyme » asks for no name at all.
    r"|.*\banonym\w*.*|(?:peu importe|comme vous (?:voulez|le souhaitez)|(?:ca )?m'est egal).*"
    r"|(?:je |on |nous )?(?:ne )?(?:souhait|prefer|veu|desir|voul)\w* (?:pas|ne pas|rester)\b.*"
    r"|(?:merci de )?ne (?:me |nous )?pas (?:me |nous )?(?:cit|nomm|publi|mett)\w*.*"
    r"|pas de (?:nom|credit|signature)\b.*|sans (?:nom|signature)"
)
# What mail programs leave where a picture was.
_LEFT_PICTURE = re.compile(
    r"\[(?:image|cid|photo)\s*:\s*(?P<name>[^\[\]\n]{0,200})\](?!\()"
    r"|<(?P<file>[^<>\n/:]{1,200}\.(?:jpe?g|png|heic|webp))>",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\W*(?:(?:cf|voir|lire)\W+)?(?:(?:tout )?(?:plus|en) (?:bas|haut)|ci[ -]?(?:dessus|dessous)"
    r"|la suite|apres|idem|(?:(?:cf|voir|lire|dans|en|c.est dans)\b\W*)?(?:(?:le|la|les|mon|ma)"
    r" |notre )?(?:(?:piece|fichier|document|texte|recit|compte[ -]rendu|word|pdf)s?"
    r"(?: word| pdf)? (?:ci[ -])?jointe?s?"
    r"|(?:je|nous) (?:vous |te |l[ea]s? |l['’])*(?:envo|transm|enverr)\w*"
    r"(?: (?:le|la|les|mon|ma) \w+)?(?: (?:par|en) \w+| plus tard| bientot| separement)*"
    r"|pj|annexes?)(?: (?:au|a ce|du) (?:mail|courriel|message))?)\W*"
)
_ALL_QUOTED = re.compile(r"\A[«“\"]\s*(?P<words>[^«»“”\"]+?)\s*[»”\"]\s*\.?\Z")
# A name, an address, a caption: in characters. A title and a day are judged by their own rules.
_LONGEST_LINE = 400
_JUDGED = ("title", "visite_le")


def is_elsewhere(answer: str) -> bool:
    """Whether an answer only sends to another one: « voir plus bas »."""
    return bool(_ELSEWHERE.fullmatch(folded(answer)))


class Answered:
    """What was answered, and what is to be said of it.

    Attributes:
        received: the answers as they were sent.
        place: what is in docs/, and the day.
        remarks: those made so far, in the order of reading.
    """

    def __init__(self, received: Received, place: Place) -> None:
        """Note what is missing at once."""
        assert received.form
        self.received, self.place = received, place
        self.questions = received.form.by_id
        self.remarks: list[Remark] = []
        for question in self.questions.values():
            if question.field is Field.BOXES and question.options:
                self._check_consent(question)
            elif question.is_required and not self.raw(question.id):
                by_mail = received.is_mail and question.id in PICTURED
                hint = f"{PICTURES_BY_MAIL}." if by_mail else question.help
                self.refuse(question.id, "il manque votre réponse.", hint)
            elif question.field is Field.TEXT and is_elsewhere(self.received[question.id]):
                said = as_line(self.received[question.id])
                hint = "Recopiez ici la réponse : chaque question est lue seule."
                self.note(question.id, f"« {said} » ne répond pas : la page s'en passe.", hint)
            elif (
                question.field is Field.LINE
                and question.key not in _JUDGED
                and (length := len(self.raw(question.id))) > _LONGEST_LINE
            ):
                hint = f"Une ligne suffit, de {_LONGEST_LINE} caractères au plus."
                self.refuse(question.id, f"{length} caractères, c'est trop.", hint)

    def _check_consent(self, question: Question) -> None:
        """Nobody is named, nor shown, who did not agree to it."""
        said, is_mail = consent(question, self.received), self.received.is_mail
        is_picture = self.received.form is PICTURE_FORM
        yes = "répondez « oui »" if is_mail else "cochez la case"
        if said is Consent.MISSING:
            nobody = ", ou « je ne cite personne »" if is_mail and not is_picture else ""
            hint = f"Demandez-leur, puis {yes}{nobody}."
            self.refuse(question.id, "il manque votre réponse.", hint)
        elif said is Consent.GIVEN and (left := beside_consent(self.received[question.id])):
            message = f"« {as_line(without_contacts(left)[0])} » n'est pas dans la page."
            hint = "Si cela doit s'y lire, écrivez-le dans une autre réponse."
            self.note(question.id, message, hint)
        elif said is Consent.WITHHELD:
            whole = self.received[question.id].strip()
            first = whole.partition("\n\n")[0]
            alone = replace(self.received, answers={question.id: first})
            # What follows is most often a signature.
            first = whole if consent(question, alone) is Consent.GIVEN else first
            answer = as_line(without_contacts(first)[0])
            message = f"« {answer} » n'est pas un oui pour tout le monde."
            hint = "Retirez le nom de qui n'a pas dit oui, ou attendez sa réponse ; ensuite,"
            if is_picture:
                hint = "Choisissez une autre photo, ou attendez leur réponse ; ensuite,"
            nobody = "" if is_picture else ", ou « je ne cite personne » s'il n'y a plus de nom"
            self.refuse(question.id, message, f"{hint} répondez seulement « oui »{nobody}.")

    def refuse(self, question: str, message: str, hint: str = "") -> None:
        """Something must be mended before there is a page."""
        self.remarks.append(remark(self.questions[question], message, hint))

    def refused(self, question: str) -> bool:
        """Whether something of an answer must be mended."""
        label = self.questions[question].label
        return any(r.question == label and r.severity is Severity.ERROR for r in self.remarks)

    def note(self, question: str, message: str, hint: str = "") -> None:
        """Something must be known."""
        self.remarks.append(remark(self.questions[question], message, hint, Severity.WARNING))

    def raw(self, question: str) -> str:
        """An answer as it was sent; empty when it says that there is none."""
        answer = _LEFT_PICTURE.sub("", self.received[question])
        said = folded(answer).strip(" .!_*\n\u00a0")
        asked = self.questions.get(question)
        is_told = asked is not None and asked.field is Field.TEXT
        if _NOTHING.fullmatch(said) or (is_told and is_elsewhere(said)):
            return ""
        return without_greetings(answer) if is_told else answer

    def public(self, question: str) -> str:
        """An answer by which nobody can be reached."""
        for left in _LEFT_PICTURE.finditer(self.received[question]):
            message = (
                f"la photo « {left['name'] or left['file'] or 'sans nom'} » n'est pas arrivée."
            )
            hint = f"{PICTURES_BY_MAIL}." if self.received.is_mail else "Déposez-la dans ce champ."
            self.note(question, message, hint)
        answer, contacts = without_contacts(self.raw(question))
        if contacts:
            kinds = " et ".join(dict.fromkeys(contacts))
            message = f"ce qui permet de joindre quelqu'un ({kinds}) n'est pas publié avec la page."
            hint = "Retirez-le aussi de votre message, que tout le monde peut lire."
            self.note(question, message, "" if self.received.is_mail else hint)
        return answer

    def line(self, question: str) -> str:
        """An answer as one line of plain text, out of quotation marks that hold all of it."""
        return _ALL_QUOTED.sub(r"\g<words>", as_line(self.public(question)))

    def markdown(self, question: str, album: Album) -> str:
        """An answer as Markdown, its pictures under their names."""
        text = album.sort(self.public(question), self.questions[question])
        return as_markdown(text, is_broken=self.received.is_mail)

    def items(self, question: str, album: Album, mark: str = "-") -> str:
        """An answer as a list, its pictures under their names."""
        text = album.sort(self.public(question), self.questions[question])
        if question == "suite":
            text = with_addresses(text)
        return as_list(text, mark, is_broken=self.received.is_mail)

    # ---- Keys of the header ----------------------------------------------------------------------

    def themes(self) -> str:
        """The slugs of the themes, as YAML."""
        chosen: dict[str, None] = {}
        names = [as_line(name) for name in ticked(self.received[THEMES.id])]
        unknown = []
        for name in dict.fromkeys(filter(None, names)):
            found = themes_named(name, self.place.themes)
            chosen |= dict.fromkeys(found)
            unknown += [] if found else [name]
        for name in unknown:
            message = f"« {name} » n'est pas un thème du carnet."
            # One that was understood is enough.
            if chosen:
                self.note(
                    THEMES.id, message, f"La page garde les autres. {self._meant(name)}".strip()
                )
            else:
                self.refuse(THEMES.id, message, self._meant(name) or self._themes_to_choose())
        if not chosen and not unknown:
            chosen = dict.fromkeys(self._likely_themes())
        if len(chosen) > MOST_TAGS:
            hint = f"Gardez les {MOST_TAGS} qui comptent le plus."
            self.refuse(THEMES.id, f"{len(chosen)} thèmes, c'est trop.", hint)
        return f"\n{yaml_slugs(list(chosen))}"

    def _meant(self, name: str) -> str:
        """The theme that was meant, if any."""
        known = {folded(named): named for named in self.place.themes.values()}
        meant = nearest(folded(name), list(known))
        return f"Vouliez-vous dire « {known[meant[0]]} » ?" if meant else ""

    def _likely_themes(self) -> list[str]:
        """Those of somebody who chose none, which is said."""
        texts = [self.raw(q.id) for q in self.questions.values() if q.section]
        found = likely_themes("\n".join(texts), self.place.themes, self.place.tree)[:MOST_TAGS]
        if not found:
            self.refuse(THEMES.id, "aucun thème n'est choisi.", self._themes_to_choose())
            return []
        names = ", ".join(f"« {self.place.themes[slug]} »" for slug in found)
        hint = "Si un autre convient mieux, dites-le."
        self.note(THEMES.id, f"aucun n'était choisi : la page a pris {names}.", hint)
        return found

    def _themes_to_choose(self) -> str:
        choose = "Écrivez" if self.received.is_mail else "Cochez"
        return f"{choose} au moins un de ces thèmes : {', '.join(self.place.themes.values())}."

    def authors(self) -> str:
        """The names of those who sign, as YAML; empty for none."""
        typed = NOT_PUBLISHED.sub("", self.line("credit"))
        names = [re.sub(r"^et |\(\s*\)", "", name).strip() for name in names_in(typed)]
        names = [typed.strip()] if _US.fullmatch(folded(typed.strip())) else names
        names = list(dict.fromkeys(names))
        for name in names:
            if _US.fullmatch(folded(name)):
                message = f"« {name} » n'est pas un nom."
                self.note("credit", message, "Sans nom, la page est signée de celui du site.")
        people = [name for name in names if name and not _US.fullmatch(folded(name))]
        return "".join(f"\n  - {yaml_text(name)}" for name in people)

    def sources(self) -> str:
        """What figures rely on, as YAML; empty for none."""
        found = typed_sources(self.public("sources"))
        if len(found) > _MOST_SOURCES:
            message = f"{len(found)} sources, c'est trop."
            self.refuse("sources", message, f"Gardez-en {_MOST_SOURCES} au plus.")
        for source in found:
            if source.read_on and not source.may_be(self.place.today):
                message = f"rien n'a pu y être lu le {format_date(source.read_on)}."
                self.refuse("sources", message, "Vérifiez l'année de ce jour.")
                return ""
        return "".join(source.as_yaml for source in found)
