"""German around a quotation."""

from __future__ import annotations

from index.extract.tables.german_verbs import Verbs
from index.extract.words import Words, bag

_VERBS = Verbs()
# Nouns, and adjectives, that take what was said or thought: "die Forderung, …", "überzeugt, dass".
_NOUNS = bag(
    """
    ansicht absicht ankündigung angst annahme anspruch antrag appell argument auffassung aufforderung aufruf
    aussage bedenken befürchtung befürchtungen begründung behauptung beschwerde bitte drohung einschätzung
    einwand empfehlung erklärung ergebnis erkenntnis erwartung forderung forderungen gerücht gerüchte glaube
    hinweis hinweise hoffnung hoffnungen information informationen klage kritik meinung meldung meldungen
    nachricht pläne plan prognose rat schluss schlussfolgerung sorge sorgen standpunkt these überzeugung urteil
    verdacht vermutung vermutungen versicherung versprechen vorschlag vorwurf vorwürfe wunsch zusage zweifel
    bereitschaft
    """
)
_STATES = bag("überzeugt zuversichtlich optimistisch besorgt enttäuscht erfreut bekannt")

WORDS = Words(
    says=_VERBS.forms | bag("zitieren gesprochen findet"),
    that=bag("dass daß ob"),
    works=bag(
        """
        buch buches buchs film films filmes roman romans lied song album serie sendung zeitung zeitschrift magazin
        titel titels namen name begriff projekt projekts stück oper band aktion initiative kampagne ausstellung reihe
        artikel dokumentation studie
        """
    ),
    frames=dict.fromkeys(_NOUNS, frozenset(("noun",)))
    | dict.fromkeys(_STATES, frozenset(("noun", "state")))
    | dict.fromkeys(_VERBS.whole, frozenset(("whole",))),
    according=(("laut",), ("gemäß",), ("nach",), ("aus",), ("so",)),
    according_after=bag("zufolge zu"),
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
    linking=bag(
        """
        nachdem bevor indem falls sodass obgleich
        dies insbesondere stellvertretend besonders unterdessen indes indessen währenddessen letztlich offenbar
        angeblich vermutlich wörtlich gleichwohl mittlerweile kürzlich erstmals ansonsten hingegen zwar immerhin
        folgendes dadurch hierzu hierbei hier darum hiermit wiederum überdies dahinter hieran also solange sobald wer
        mir mich dir dich uns ihm ihn ihnen kann können soll sollen will wollen muss müssen darf möchte welche was nun
        """
    ),
    fillers=bag(
        """
        hat habe haben hatte auch dann später nun zudem außerdem jedoch bereits dabei dazu weiter
        ferner sich
        """
    ),
    separable=_VERBS.separable,
    reported=_VERBS.mood
    | bag(
        """
        sei seien habe hätten werde würden wären könne müsse müssten solle wolle dürfe möge gebe gäbe gäben
        käme kämen ginge ließe wüsste
        gehe komme stehe bleibe lasse wisse mache nehme liege laufe führe halte bestehe entstehe gelte handele handle
        bringe finde setze stelle sehe trage treffe bedeute betreffe gehöre brauche fehle reiche drohe verstoße
        stünden böten lägen erhalte erreiche verliere gewinne zeige schaffe spiele arbeite leide lebe diene
        plane suche erfülle verletze vernichte zerstöre unterstütze akzeptiere stimme bekomme brauche verfüge
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
    title_endings=tuple(
        bag("""
        leiter leiterin sprecher sprecherin minister ministerin präsident präsidentin chef chefin direktor
        direktorin vorsitzende vorsitzender kanzler kanzlerin meister meisterin beauftragte beauftragter sekretär
        sekretärin trainer trainerin anwalt anwältin experte expertin politiker politikerin berater beraterin
        kommissar kommissarin forscher forscherin kollege kollegin richter richterin coach herausgeber herausgeberin
        redakteur redakteurin redaktor autor autorin professor professorin wissenschaftler wissenschaftlerin ökonom
        ökonomin kritiker kritikerin schauspieler schauspielerin sänger sängerin journalist journalistin reporter
        reporterin korrespondent korrespondentin profi inhaber inhaberin gründer gründerin bischof bischöfin pfarrer
        pfarrerin abgeordnete abgeordneter präsidenten ministers sprechers chefs kanzlers analyst analystin
        historiker historikerin psychologe psychologin stürmer torwart kapitän spieler spielerin rätin regisseur
        regisseurin
        """)
    ),
    days=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    today=bag("heute"),
    yesterday=bag("gestern"),
    apart=True,
    nouns_capital=True,
)
