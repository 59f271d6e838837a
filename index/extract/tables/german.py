"""German around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag

WORDS = Words(
    says=bag(
        """
        konstatiert konstatierte moniert monierte rügt rügte resümiert resümierte erläutert erläuterte
        präzisierte beteuert beteuerte schildert schilderte gestand beklagt beklagte attestiert attestierte
        erwidert erwiderte entgegnet entgegnete verkündet verkündete signalisierte plädiert plädierte
        appelliert appellierte droht drohte empfiehlt empfahl beschreibt beschrieb wertet wertete würdigt
        würdigte begrüßt begrüßte bedauert bedauerte verurteilt verurteilte lautet lautete rechnet wirft warf
        fragen fragten hält hielt führt führte zeigt zeigte erinnert erinnerte erkennt erkannte
        sagt sagte sagten sagen gesagt erklärt erklärte erklärten betont betonte betonten meint
        meinte meinten teilte teilten warnt warnte warnten fordert forderte forderten kündigt
        kündigte kündigten schreibt schrieb schrieben äußert äußerte äußerten berichtet berichtete
        berichteten behauptet behauptete behaupteten bestätigt bestätigte kritisiert kritisierte
        kritisierten verlangt verlangte fügt fügte ergänzt ergänzte räumt räumte versichert
        versicherte bezeichnet bezeichnete bezeichneten nennt nannte nannten spricht sprach sprachen
        antwortet antwortete fragt fragte begründet begründete gibt gab lobt lobte zitiert
        verspricht versprach ruft rief argumentiert argumentierte mahnt mahnte findet glaubt hofft
        urteilt kommentiert kommentierte unterstreicht unterstrich weist wies heißt hieß befürchtet
        befürchtete vermutet vermutete dementiert dementierte bekräftigt bekräftigte stellt stellte
        erzählt erzählte
        """
    ),
    that=bag("dass daß ob"),
    according=(
        ("laut",),
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
        von vom aus in im an am auf gegenüber für bei beim mit nach zu zum zur über gegen um vor unter seit
        """
    ),
    joints=bag(
        """
        und aber oder denn weil während als wenn wo obwohl dass daß ob wie sowie ist sind war waren
        hat haben hatte hatten wird werden wurde wurden er sie es wir ich man nicht auch dabei damit
        daher jedoch
        """
    ),
    fillers=bag(
        """
        hat habe haben hatte auch dann später nun zudem außerdem jedoch bereits dabei dazu weiter
        ferner sich
        """
    ),
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
