"""The forms of German verbs of speech, and the particles without which some of them say nothing."""

from __future__ import annotations

from collections.abc import Iterator

# Weak verbs by their stem, of speech and of what is thought, hoped or wanted: sagt, sagte, sagten, sagen, gesagt.
_WEAK = """
    sag frag erklär beton mein warn forder schilder versicher behaupt bericht bestätig kritisier verlang ergänz
    antwort begründ lob argumentier mahn ermahn urteil kommentier dementier bekräftig erzähl äußer prophezei mutmaß
    bekund konstatier monier rüg resümier erläuter präzisier beteuer beklag attestier erwider entgegn verkünd
    signalisier plädier appellier droh wert würdig begrüß bedauer verurteil laut bezweifel klag spott scherz witzel
    jubel schimpf wetter flüster brüll orakel notier zitier twitter post wiederhol unterstell beschuldig rechtfertig
    verteidig bemerk bemängel beanstand erinner folger schlussfolger konter analysier bilanzier skandier formulier
    reagier protestier spekulier widerleg verlaut vernein bejah charakterisier beurteil bewert bezeichn beantrag
    rechn glaub hoff befürcht fürcht vermut erwart wünsch beabsichtig plan schätz betracht überleg
    """
# Verbs whose particle stands at the end of the clause, or before them: "teilte … mit", "mitteilte", "mitgeteilt".
_SEPARABLE = {
    "mit": "teil",
    "an": "kündig deut merk füg pranger reg kreid",
    "ein": "räum wend schränk",
    "hinzu": "füg setz",
    "nach": "leg",
    "aus": "führ",
    "fest": "stell",
    "klar": "stell",
    "dar": "leg",
    "auf": "forder",
    "zu": "sicher",
    "ab": "lehn wehr",
    "zusammen": "fass",
    "fort": "führ",
}
# Strong verbs: present, past, past plural, infinitive, participle.
_STRONG = """
    schreibt schrieb schrieben schreiben geschrieben
    beschreibt beschrieb beschrieben beschreiben beschrieben
    verspricht versprach versprachen versprechen versprochen
    widerspricht widersprach widersprachen widersprechen widersprochen
    empfiehlt empfahl empfahlen empfehlen empfohlen
    unterstreicht unterstrich unterstrichen unterstreichen unterstrichen
    nennt nannte nannten nennen genannt
    erkennt erkannte erkannten erkennen erkannt
    gesteht gestand gestanden gestehen gestanden
    bestreitet bestritt bestritten bestreiten bestritten
    bittet bat baten bitten gebeten
    ruft rief riefen rufen gerufen
    schreit schrie schrien schreien geschrien
    schwört schwor schworen schwören geschworen
    verweist verwies verwiesen verweisen verwiesen
    beschließt beschloss beschlossen beschließen beschlossen
    entscheidet entschied entschieden entscheiden entschieden
    heißt hieß hießen heißen geheißen
    wirbt warb warben werben geworben
    """
_SEPARABLE_STRONG = {
    "an": "gibt gab gaben geben gegeben",
    "bekannt": "gibt gab gaben geben gegeben",
    "zu": "gibt gab gaben geben gegeben ruft rief riefen rufen gerufen",
    "auf": "ruft rief riefen rufen gerufen",
    "zurück": "gibt gab gaben geben gegeben weist wies wiesen weisen gewiesen",
    "hin": "weist wies wiesen weisen gewiesen",
    "vor": "wirft warf warfen werfen geworfen schlägt schlug schlugen schlagen geschlagen",
    "ein": "wirft warf warfen werfen geworfen",
    "aus": "schließt schloss schlossen schließen geschlossen",
    "hervor": "hebt hob hoben heben gehoben",
    "fest": "hält hielt hielten halten gehalten",
    "entgegen": "hält hielt hielten halten gehalten",
    "fort": "fährt fuhr fuhren fahren gefahren",
}
# Verbs that speak only with one of these words: "sprach von einem Fehler", "zeigte sich überzeugt".
_WITH = {
    "von": "spricht sprach sprachen sprechen",
    "für": "hält hielt hielten halten",
    "davon": "geht ging gehen gingen",
    "verlauten": "lässt ließ ließen lassen",
    "wissen": "lässt ließ ließen lassen",
    "sich": "zeigt zeigte zeigten zeigen",
}
# Verbs whose sentence is a statement of their subject even without a clause: "Die Stadt fordert den Abriss".
_WHOLE = "forder verlang bezeichn"
_WHOLE_STRONG = "wirft warf warfen werfen geworfen vorgeworfen nennt nannte nannten nennen genannt"
_PREFIXES = ("be", "er", "ver", "ent", "wider", "unter", "wieder", "emp", "zer")  # without ge- in their participle


class Verbs:
    """All forms of speech, and which of them need which particle behind them."""

    def __init__(self) -> None:
        alone = {form for stem in _WEAK.split() for form in weak(stem)} | set(_STRONG.split())
        self.separable: dict[str, frozenset[str]] = {}
        joined: set[str] = set()
        for particle, parts in _separable():
            joined |= _joined(particle, parts)
            for form in set(parts[:4]) - alone:
                self.separable[form] = self.separable.get(form, frozenset()) | {particle}
        for word, forms in _WITH.items():
            for form in forms.split():
                self.separable[form] = self.separable.get(form, frozenset()) | {word}
        infinitives = [weak(stem)[3] for stem in _WEAK.split()] + _STRONG.split()[3::5]
        self.mood = frozenset(form.removesuffix("n") for form in infinitives if form.endswith("en")) - {
            "bitte"
        }  # "sage"
        self.whole = frozenset(form for stem in _WHOLE.split() for form in weak(stem)) | set(_WHOLE_STRONG.split())
        self.forms = frozenset(alone | joined | self.separable.keys())


def weak(stem: str) -> tuple[str, str, str, str, str]:
    """A weak verb's present, past, past plural, infinitive, participle.

    >>> weak("bericht")
    ('berichtet', 'berichtete', 'berichteten', 'berichten', 'berichtet')
    """
    linked = stem + "e" if stem.endswith(("t", "d", "chn", "gn")) else stem
    infinitive = stem + ("n" if stem.endswith(("er", "el")) and not stem.endswith("ier") else "en")
    bare = stem.startswith(_PREFIXES) or stem.endswith("ier")
    return linked + "t", linked + "te", linked + "ten", infinitive, ("" if bare else "ge") + linked + "t"


def _separable() -> Iterator[tuple[str, tuple[str, ...]]]:
    for particle, stems in _SEPARABLE.items():
        for stem in stems.split():
            yield particle, weak(stem)
    for particle, listed in _SEPARABLE_STRONG.items():
        forms = listed.split()
        for i in range(0, len(forms), 5):
            yield particle, tuple(forms[i : i + 5])


def _joined(particle: str, parts: tuple[str, ...]) -> set[str]:
    """ "mitteilte", "mitgeteilt", "mitzuteilen": the forms with the particle in front."""
    return {particle + part for part in parts} | {f"{particle}zu{parts[3]}"}
