"""The words that show who speaks, a table a language: verbs of speech, pronouns, titles, joints.

A language is added by adding a table. Words are lower case; forms are listed or, where a language is
regular, made from the stem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Words:
    """What one language's words do around a quotation."""

    says: frozenset[str]  # verbs that take what was said: a quotation, or a clause
    calls: frozenset[str] = frozenset()  # verbs that take a few quoted words only: "called it “a mess”"
    naming: frozenset[str] = frozenset()  # before a name in marks that nobody says: "called “X”"
    works: frozenset[str] = frozenset()  # what has a title: films, songs, programmes
    saying: frozenset[str] = frozenset()  # forms without a subject of their own: "calling for"
    tells: frozenset[str] = frozenset()  # verbs whose object is who was told: "told reporters the talks failed"
    objects_only: frozenset[str] = frozenset()  # verbs that take a thing, not a clause: "wrote a book"
    bare_clauses: bool = False  # whether indirect speech may do without a conjunction: "said the talks failed"
    that: frozenset[str] = frozenset()  # opens a clause of indirect speech
    according: tuple[tuple[str, ...], ...] = ()  # before its source: "according to"
    according_after: frozenset[str] = frozenset()  # after its source: "zufolge"
    nouns: frozenset[str] = frozenset()  # forms of these verbs that are nouns as well: "report", "claims"
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()  # and every other pronoun that is no he or she
    objects: frozenset[str] = frozenset()  # pronouns in other cases: "told him"
    i: frozenset[str] = frozenset()  # the writer, or whoever speaks
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()  # articles that go on with a noun phrase: "des"
    joints: frozenset[str] = frozenset()  # words no noun phrase contains: conjunctions, relatives, forms of be
    fillers: frozenset[str] = frozenset()  # auxiliaries and adverbs between speaker and verb
    passive: frozenset[str] = frozenset()  # before a participle the speaker is not the subject
    who: frozenset[str] = frozenset()  # relative pronouns: the speaker stands before
    particles: frozenset[str] = frozenset()  # lower-case words inside a name
    titles_m: frozenset[str] = frozenset()
    titles_f: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()  # before or after a name, of anyone
    title_endings: tuple[str, ...] = ()  # of titles in one word: "Terminalleiter"
    days: tuple[str, ...] = ()  # Monday first
    today: frozenset[str] = frozenset()
    yesterday: frozenset[str] = frozenset()
    own: bool = True  # False: the table of a language that has none
    compounds: bool = False  # a name may stand before a noun: "a Holm adviser"
    nouns_capital: bool = False  # German: a capital does not make a name
    uncased: bool = False  # Arabic: no capitals at all


def words(language: str | None) -> Words:
    """The table of a language; English where there is none of its own, for its marks still count.

    >>> "sagte" in words("de").says
    True
    """
    return _tables().get(language or "en") or _stranger()


@cache
def _stranger() -> Words:
    """The table of a language without one: English words do no harm there, but tell nothing either."""
    return replace(_english(), own=False)


@cache
def _tables() -> dict[str, Words]:
    return {
        "en": _english(),
        "de": _german(),
        "fr": _french(),
        "es": _spanish(),
        "it": _italian(),
        "uk": _ukrainian(),
        "ru": _russian(),
        "ar": _arabic(),
    }


def bag(text: str) -> frozenset[str]:
    """The words of a text as a set: how the tables are written."""
    return frozenset(text.split())


def _regular(text: str) -> frozenset[str]:
    """The English forms of regular verbs, without the -ing form."""
    forms = set()
    for verb in text.split():
        stem = verb[:-1] + "i" if verb.endswith("y") and verb[-2] not in "aeou" else verb
        past = stem + ("d" if verb.endswith("e") else "ed")
        third = stem + ("es" if stem.endswith(("i", "s", "h", "x")) else "s")
        forms |= {verb, third, past}
    return frozenset(forms)


def _gerunds(text: str) -> frozenset[str]:
    return frozenset(
        verb[:-1] + "ing" if verb[-1] == "e" and verb[-2] != "e" else verb + "ing" for verb in text.split()
    )


_EN_CLAUSE = """acknowledge add advise affirm allege announce answer argue assert assure believe caution charge claim
clarify comment complain concede conclude confirm contend counter declare disclose emphasize estimate
exclaim explain express fear hint hope indicate insist joke lament maintain mention
muse note observe opine pledge point predict proclaim promise propose protest quip reason recall
recommend reiterate remark repeat reply report respond retort reveal scoff shout signal speculate state stress suggest
testify tweet underline underscore urge vow warn whisper wonder worry ask demand continue""".replace("\n", " ")
_EN_SHORT = """accuse applaud attack blast call characterize criticize decry defend denounce deride describe dismiss
hail label mock offer oppose portray praise question ridicule slam support tout
welcome cite reject blame brand compare condemn deem depict deplore endorse bemoan bash rip invoke
refer post pen dub""".replace("\n", " ")


def _english() -> Words:
    return Words(
        says=_regular(_EN_CLAUSE)
        | bag(
            """
            say says said tell tells told think thinks thought write writes wrote read reads admit
            admits admitted deny denies denied swear swears swore feel feels felt put puts agree agrees
            agreed quoted plead pleaded plan joked tweeted chimed went goes began began know knows knew
            retweeted quips fired shot
            """
        )
        - bag(
            """
            point points put plan know knows knew went goes began fired shot read report charge
            """
        ),
        calls=_regular(_EN_SHORT)
        | bag(
            """
            branded dubbed ripped hit referred refers pointed saw sees spoke speaks put puts went
            """
        ),
        naming=bag("called titled entitled named dubbed headlined subtitled labeled branded nicknamed"),
        works=bag(
            """
            show film movie book song album series episode program programme podcast play novel memoir column article
            documentary sitcom drama musical anthem single poem painting exhibition magazine blog headline title
            """
        ),
        tells=bag("tell tells told assure assures assured remind reminds reminded warn warns warned"),
        objects_only=bag(
            """
            write writes wrote announce announces announced propose proposes proposed mention mentions mentioned
            express expresses expressed signal signals signaled offer offers offered demand demands demanded question
            questions report reports reported reveal reveals revealed release quoted reads read put puts support
            pledge pledges pledged promise promises promised recommend recommends recommended continue continues
            continued repeat repeats repeated answer answers answered joke jokes joked ask asks asked point points
            urge urges urged recall recalls recalled disclose discloses disclosed
            """
        ),
        bare_clauses=True,
        compounds=True,
        saying=_gerunds(_EN_CLAUSE + " " + _EN_SHORT)
        | bag("saying telling thinking writing admitting denying referring putting"),
        nouns=bag(
            """
            report reports read reads claim claims call calls hope hopes fear fears offer offers remark remarks
            comment comments
            promise promises demand demands attack attacks note notes question questions answer answers charge charges
            signal signals support label labels blame praise reply state states wonder wonders estimate estimates
            advocate joke jokes vow vows argument hint hints answer shout whisper worry worries caution announce
            complaint urge tweet tweets feel feels thought thinks post posts record records oppose cite
            """
        ),
        that=bag("that how why whether"),
        according=(
            (
                "according",
                "to",
            ),
            (
                "in",
                "the",
                "words",
                "of",
            ),
            (
                "as",
                "told",
                "to",
            ),
        ),
        he=bag("he"),
        she=bag("she"),
        they=bag("they it we you"),
        i=bag("i"),
        objects=bag("him her them us me it you himself herself"),
        determiners=bag(
            """
            a an the this that these those his her their its our my your some many several any each
            every one two three four five another both most all no other
            """
        ),
        prepositions=bag(
            """
            of in at for from with on by about near to after before during between under against over as
            into
            """
        ),
        joints=bag(
            """
            and but or nor so yet because while when whenever where if although though that what which
            who whom whose as than since until unless before after is are was were be been being am has
            have had do does did will would can could should may might must not then there here how why
            he she they it we you i him them us me
                sought took made went gave got came ran won lost held stood met kept led felt found brought sent
            spent became
            began threw drew knew grew broke chose
            """
        ),
        fillers=bag(
            """
            has have had also then later now again once will would can could may might must did does do
            never ever always often even still already just soon both all only first further who himself
            herself themselves not
            """
        ),
        passive=bag("is are was were be been being am get got gets"),
        who=bag("who which"),
        particles=bag(
            """
            de del della der den di da du van von bin ibn al el la le ben ter ten dos das abu y
            """
        ),
        titles_m=bag(
            """
            mr mr. sir lord king prince father brother pope imam sheikh congressman businessman
            spokesman chairman
            """
        ),
        titles_f=bag(
            """
            mrs mrs. ms ms. miss lady dame queen princess sister madam congresswoman businesswoman
            spokeswoman chairwoman
            """
        ),
        titles=bag(
            """
            dr dr. prof prof. professor sen sen. sens. senator senators rep rep. reps. representative
            gov gov. governor governors president vice prime minister chancellor secretary judge justice
            chief general gen gen. colonel col. captain capt. lieutenant lt. lt major maj. sergeant sgt.
            officer admiral adm. rev rev. reverend mayor ambassador spokesperson speaker attorney leader
            former ex deputy senior director editor reporter correspondent analyst economist campaign
            manager strategist adviser advisor aide candidate nominee state foreign defense defence
            finance interior treasury majority minority whip house senate executive host anchor author
            coach detective commissioner inspector head co-founder founder ceo pollster consultant
            lawyer pastor bishop archbishop cardinal rabbi hon. cmdr. pvt. cpl. councillor councilman councilwoman
            old young actor actress singer
            writer historian journalist activist chair
            """
        ),
        days=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        today=bag("today"),
        yesterday=bag("yesterday"),
    )


def _german() -> Words:
    return Words(
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


def _french() -> Words:
    return Words(
        says=bag(
            """
            dit disait déclaré déclare déclarait affirmé affirme affirmait ajouté ajoute ajoutait
            expliqué explique expliquait estimé estime estimait souligné souligne soulignait annoncé
            annonce indiqué indique précisé précise assuré assure rappelé rappelle lancé lance répondu
            répond demandé demande dénoncé dénonce averti avertit prévenu prévient confié confie conclu
            conclut poursuivi poursuit noté note reconnu reconnaît insisté insiste martelé martèle
            regretté regrette jugé juge écrit promis promet salué salue plaidé plaide raconté raconte
            réagi réagit commenté commente confirmé confirme évoqué évoque qualifié critiqué critique
            appelé résumé résume soutenu soutient
            """
        ),
        saying=bag(
            """
            affirmant ajoutant déclarant estimant soulignant expliquant évoquant dénonçant appelant
            précisant assurant
            """
        ),
        that=bag("que qu'"),
        according=(
            ("selon",),
            ("d'après",),
            ("d’après",),
            ("pour",),
        ),
        he=bag("il"),
        she=bag("elle"),
        they=bag("ils elles on nous"),
        i=bag("je j'"),
        determiners=bag(
            """
            le la les l' un une des du ce cet cette ces son sa ses leur leurs plusieurs
            """
        ),
        prepositions=bag(
            """
            de du des d' à au aux en dans pour par sur avec chez contre sous après avant
            """
        ),
        joints=bag(
            """
            et mais ou donc car que qui dont où quand si comme lorsque alors est sont était a ont avait
            s'est il elle ils elles on nous je ne pas
            """
        ),
        fillers=bag(
            """
            a ont avait avaient aurait s'est également aussi encore ensuite notamment t y toutefois lui
            alors
            """
        ),
        passive=bag("est été sont était"),
        who=bag("qui"),
        particles=bag("de du des la le d' van von el al ben"),
        titles_m=bag("m. monsieur"),
        titles_f=bag("mme madame mlle"),
        titles=bag(
            """
            dr président présidente premier première ministre chancelier chancelière secrétaire
            porte-parole chef directeur directrice sénateur sénatrice député députée maire général juge
            procureur professeur pape roi reine patron patronne
            """
        ),
        days=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        today=bag("aujourd'hui aujourd’hui"),
        yesterday=bag("hier"),
    )


def _spanish() -> Words:
    return Words(
        says=bag(
            """
            dijo dice dijeron decía afirmó afirma afirmaron aseguró asegura aseguraron declaró declara
            declararon señaló señala señalaron explicó explica explicaron añadió añade agregó agrega
            indicó indica manifestó manifiesta subrayó subraya destacó destaca advirtió advierte anunció
            anuncia insistió insiste sostuvo sostiene reconoció reconoce recordó recuerda comentó
            comenta respondió responde preguntó pregunta pidió pide denunció denuncia criticó critica
            apuntó apunta concluyó concluye expresó expresa escribió escribe precisó precisa reiteró
            reitera relató relata admitió admite opinó opina lamentó lamenta confirmó confirma prometió
            promete exigió exige calificó llamó dicho afirmado asegurado declarado
            """
        ),
        saying=bag("diciendo añadiendo afirmando asegurando señalando"),
        that=bag("que"),
        according=(
            ("según",),
            (
                "de",
                "acuerdo",
                "con",
            ),
            (
                "en",
                "palabras",
                "de",
            ),
        ),
        he=bag("él"),
        she=bag("ella"),
        they=bag("ellos ellas"),
        i=bag("yo"),
        determiners=bag(
            """
            el la los las un una unos unas su sus este esta estos estas ese esa varios
            """
        ),
        prepositions=bag("de del a al en por para con ante sobre contra entre desde tras"),
        joints=bag(
            """
            y e pero o u que quien cuando donde si como porque aunque mientras es son era fue ha han
            había no se él ella
            """
        ),
        fillers=bag("ha han había también además luego después ya aún hoy se lo le"),
        passive=bag("es fue ser sido"),
        who=bag("que quien"),
        particles=bag("de del la las los y van von el al"),
        titles_m=bag("señor sr. don"),
        titles_f=bag("señora sra. doña"),
        titles=bag(
            """
            dr. dra. presidente presidenta primer primera ministro ministra canciller secretario
            secretaria portavoz director directora senador senadora diputado diputada alcalde alcaldesa
            general juez jueza fiscal profesor profesora papa rey reina líder jefe jefa vicepresidente
            vicepresidenta gobernador gobernadora
            """
        ),
        days=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        today=bag("hoy"),
        yesterday=bag("ayer"),
    )


def _italian() -> Words:
    return Words(
        says=bag(
            """
            detto dice disse dichiarato dichiara affermato afferma aggiunto aggiunge spiegato spiega
            sottolineato sottolinea annunciato annuncia ribadito ribadisce scritto scrive risposto
            risponde commentato commenta avvertito avverte ricordato ricorda concluso conclude
            assicurato assicura ammesso ammette osservato osserva sostenuto sostiene precisato precisa
            chiesto chiede denunciato denuncia definito definisce raccontato racconta replicato replica
            evidenziato evidenzia
            """
        ),
        saying=bag("dicendo aggiungendo affermando sottolineando spiegando"),
        that=bag("che"),
        according=(("secondo",),),
        he=bag("egli lui"),
        she=bag("ella lei"),
        they=bag("essi loro"),
        i=bag("io"),
        determiners=bag(
            """
            il lo la i gli le l' un uno una questo questa suo sua alcuni alcune diversi
            """
        ),
        prepositions=bag(
            """
            di del della dei degli delle da dal dalla a al alla in nel nella per con su sul sulla tra
            fra dell'
            """
        ),
        joints=bag(
            """
            e ed ma o che chi quando dove se come perché mentre è sono era ha hanno aveva non si lui lei
            """
        ),
        fillers=bag("ha hanno aveva anche poi inoltre ancora già infine così"),
        passive=bag("è stato stata viene venne"),
        who=bag("che"),
        particles=bag("di de del della da dal van von la lo"),
        titles_m=bag("signor sig."),
        titles_f=bag("signora sig.ra"),
        titles=bag(
            """
            dott. prof. presidente premier primo ministro ministra cancelliere segretario segretaria
            portavoce direttore direttrice senatore senatrice deputato deputata sindaco sindaca generale
            giudice procuratore professore papa re regina leader capo vicepresidente governatore
            """
        ),
        days=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        today=bag("oggi"),
        yesterday=bag("ieri"),
    )


def _ukrainian() -> Words:
    return Words(
        says=bag(
            """
            сказав сказала сказали каже кажуть заявив заявила заявили заявляє повідомив повідомила
            повідомили повідомляє додав додала додали додає зазначив зазначила зазначили зазначає
            наголосив наголосила наголосили наголошує підкреслив підкреслила підкреслює пояснив пояснила
            пояснили пояснює розповів розповіла розповіли розповідає написав написала написали пише
            відповів відповіла попередив попередила запевнив запевнила нагадав нагадала вважає вважають
            оголосив оголосила закликав закликала визнав визнала уточнив уточнила говорить говорив
            говорила прокоментував прокоментувала назвав назвала відзначив відзначила стверджує спитав
            спитала запитав запитала
            """
        ),
        saying=bag("додавши заявивши зазначивши"),
        that=bag("що чи"),
        according=(
            (
                "за",
                "словами",
            ),
            (
                "на",
                "думку",
            ),
            (
                "за",
                "даними",
            ),
        ),
        he=bag("він"),
        she=bag("вона"),
        they=bag("вони воно"),
        i=bag("я"),
        prepositions=bag("у в на з із від для про за до під при після"),
        joints=bag(
            """
            і й та але або що який яка яке які коли де якщо бо як він вона вони це не був була були
            """
        ),
        fillers=bag("також потім вже раніше тоді ще"),
        who=bag("який яка які"),
        particles=bag("фон ван де аль"),
        titles_m=bag("пан"),
        titles_f=bag("пані"),
        titles=bag(
            """
            президент президентка прем'єр-міністр прем’єр-міністр прем'єр міністр міністерка голова
            канцлер речник речниця секретар директор директорка депутат депутатка мер генерал суддя
            прокурор професор глава керівник керівниця посол
            """
        ),
        days=("понеділок", "вівторок", "середу", "четвер", "п'ятницю", "суботу", "неділю"),
        today=bag("сьогодні"),
        yesterday=bag("вчора учора"),
    )


def _russian() -> Words:
    return Words(
        says=bag(
            """
            сказал сказала сказали говорит говорят заявил заявила заявили заявляет сообщил сообщила
            сообщили сообщает добавил добавила добавили добавляет отметил отметила отметили отмечает
            подчеркнул подчеркнула подчеркнули подчеркивает объяснил объяснила пояснил пояснила
            рассказал рассказала рассказали написал написала пишет ответил ответила предупредил
            предупредила заверил заверила напомнил напомнила считает считают объявил объявила призвал
            призвала признал признала уточнил уточнила утверждает прокомментировал прокомментировала
            назвал назвала спросил спросила цитирует
            """
        ),
        saying=bag("добавив заявив отметив подчеркнув"),
        that=bag("что ли"),
        according=(
            (
                "по",
                "словам",
            ),
            (
                "по",
                "мнению",
            ),
            (
                "по",
                "данным",
            ),
        ),
        he=bag("он"),
        she=bag("она"),
        they=bag("они оно"),
        i=bag("я"),
        prepositions=bag("у в на с из от для о об за до под при после"),
        joints=bag(
            """
            и но а или что который которая которые когда где если потому как он она они это не был была
            были
            """
        ),
        fillers=bag("также затем уже ранее тогда еще ещё"),
        who=bag("который которая которые"),
        particles=bag("фон ван де аль"),
        titles_m=bag("господин"),
        titles_f=bag("госпожа"),
        titles=bag(
            """
            президент премьер-министр премьер министр глава канцлер пресс-секретарь секретарь директор
            депутат мэр генерал судья прокурор профессор председатель руководитель посол представитель
            представительница
            """
        ),
        days=("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
        today=bag("сегодня"),
        yesterday=bag("вчера"),
    )


def _arabic() -> Words:
    says = bag(
        """
        قال قالت يقول تقول أضاف أضافت أكد أكدت صرح صرحت أعلن أعلنت أوضح أوضحت
        ذكر ذكرت كتب كتبت تابع تابعت حذر حذرت شدد شددت اعتبر اعتبرت أشار أشارت
        رأى رأت
        """
    )
    return Words(
        says=says | {prefix + verb for verb in says for prefix in "وف"},
        that=bag("إن أن إنه إنها أنه أنها"),
        according=(
            ("بحسب",),
            (
                "وفقا",
                "ل",
            ),
            ("وفق",),
        ),
        he=bag("هو"),
        she=bag("هي"),
        they=bag("هم"),
        prepositions=bag("في من على إلى عن مع خلال بعد قبل حول"),
        joints=bag(
            """
            إن أن إنه إنها أنه أنها التي الذي لكن و ثم في من على إلى عن مع خلال بعد قبل حول يوم اليوم
            أمس بأن للصحفيين
            """
        ),
        titles=bag(
            """
            الرئيس الوزير الوزيرة الرئيسة رئيس وزير وزيرة المتحدث المتحدثة السيد السيدة الأمين العام مدير مديرة
            """
        ),
        days=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
        today=bag("اليوم"),
        yesterday=bag("أمس"),
        uncased=True,
    )
