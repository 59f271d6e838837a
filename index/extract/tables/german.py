"""German around a quotation."""

from __future__ import annotations

from index.extract.tables.german_verbs import Verbs
from index.extract.words import Words, bag

_VERBS = Verbs()

WORDS = Words(
    says=_VERBS.forms | bag("zitieren gesprochen findet"),
    that=bag("dass daß ob"),
    according=(
        ("laut",),
        ("gemäß",),
        ("nach", "ansicht"),
        ("nach", "auffassung"),
        ("nach", "einschätzung"),
        ("nach", "meinung"),
        ("nach", "den", "worten"),
        ("nach", "darstellung"),
        ("nach", "informationen"),
        ("so", "auch"),
        (
            "nach",
            "angaben",
        ),
        (
            "nach",
            "aussage",
        ),
        (
            "nach",
            "worten",
        ),
        ("so",),
    ),
    according_after=bag("zufolge"),
    he=bag("er"),
    she=bag("sie"),
    they=bag("es man wir"),
    i=bag("ich"),
    determiners=bag(
        """
        der die das den dem des ein eine einer eines einem einen sein seine seiner ihr ihre ihrer
        dieser diese mehrere einige viele alle beide
        """
    ),
    genitives=bag("des der eines einer"),
    prepositions=bag(
        """
        laut trotz wegen während ohne bis durch zwischen neben hinter gemäß aufgrund angesichts infolge
        anlässlich innerhalb außerhalb statt samt seitens zufolge ins ans beim
        von vom aus in im an am auf gegenüber für bei beim mit nach zu zum zur über gegen um vor unter seit
        """
    ),
    joints=bag(
        """
        und aber oder denn weil während als wenn wo obwohl dass daß ob wie sowie ist sind war waren
        hat haben hatte hatten wird werden wurde wurden er sie es wir ich man nicht auch dabei damit
        daher jedoch so dort hier zuvor zuletzt inzwischen derzeit jetzt doch allerdings dennoch trotzdem
        vielmehr deshalb deswegen darüber darauf hinzu schon erst nur noch mehr etwa weiterhin ebenfalls
        ebenso insgesamt zunächst schließlich später früher danach davor seither seitdem bislang bisher
        dazu daraufhin dagegen anschließend zugleich gleichzeitig einerseits andererseits sondern denn da
        demnach demzufolge dafür darin damals sogar vor allem ja nein
        """
    ),
    fillers=bag(
        """
        hat habe haben hatte auch dann später nun zudem außerdem jedoch bereits dabei dazu weiter
        ferner sich
        """
    ),
    separable=_VERBS.separable,
    reported=bag(
        """
        sei seien habe werde würden könne könnten müsse müssten solle wolle dürfe gebe gehe komme stehe bleibe
        lasse wisse mache nehme hätten wären
        """
    ),
    passive=bag("wird wurde wurden werden worden"),
    who=bag("der die"),
    particles=bag("von van der zu zur vom de bin al el la"),
    titles_m=bag("herr herrn"),
    titles_f=bag("frau"),
    titles=bag(
        """
        dr. prof. professor professorin präsident präsidentin bundespräsident bundeskanzler
        bundeskanzlerin kanzler kanzlerin minister ministerin außenminister außenministerin
        innenminister innenministerin finanzminister finanzministerin verteidigungsminister
        verteidigungsministerin ministerpräsident ministerpräsidentin premierminister
        premierministerin premier staatschef regierungschef regierungschefin sprecher sprecherin
        regierungssprecher regierungssprecherin chef chefin vorsitzender vorsitzende vorsitzenden
        parteichef parteichefin direktor direktorin leiter leiterin abgeordneter abgeordnete general
        bürgermeister bürgermeisterin oberbürgermeister senator senatorin papst könig königin
        us-präsident us-außenminister us-außenministerin trainer kommissar anwalt richter experte
        expertin
        """
    ),
    title_endings=(
        "leiter",
        "leiterin",
        "sprecher",
        "sprecherin",
        "minister",
        "ministerin",
        "präsident",
        "präsidentin",
        "chef",
        "chefin",
        "direktor",
        "direktorin",
        "vorsitzende",
        "vorsitzender",
        "kanzler",
        "kanzlerin",
        "meister",
        "meisterin",
        "beauftragte",
        "beauftragter",
        "sekretär",
        "sekretärin",
        "trainer",
        "trainerin",
        "anwalt",
        "anwältin",
        "experte",
        "expertin",
        "politiker",
        "politikerin",
        "berater",
        "beraterin",
        "kommissar",
        "kommissarin",
        "forscher",
        "forscherin",
        "kollege",
        "kollegin",
        "richter",
        "richterin",
        "sprecherin",
    ),
    days=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    today=bag("heute"),
    yesterday=bag("gestern"),
    nouns_capital=True,
)
