"""English around a quotation."""

from __future__ import annotations

from index.extract.tables.english_frames import forms, frames
from index.extract.words import Words, bag


def _regular(text: str) -> frozenset[str]:
    """The English forms of regular verbs, without the -ing form."""
    return frozenset(form for verb in text.split() for form in forms(verb)[:3])


def _gerunds(text: str) -> frozenset[str]:
    return frozenset(forms(verb)[3] for verb in text.split())


_CLAUSE = """acknowledge add advise affirm allege announce answer argue assert assure believe caution claim
clarify comment complain concede conclude confirm contend counter declare disclose emphasize estimate
exclaim explain express fear hint hope indicate insist joke lament maintain mention
muse note observe opine pledge predict proclaim promise propose protest quip reason recall
recommend reiterate remark repeat reply respond retort reveal scoff shout signal speculate state stress suggest
testify tweet underline underscore urge vow warn whisper wonder worry ask demand continue interject exhort
boast brag gush grumble gripe deadpan intone thunder roar chant mutter murmur recount relate narrate marvel
yell scream plead implore lecture rant chide scold admonish reassure banter enthuse surmise theorize concur sneer fume
holler bellow growl whine wail blurt"""
_SHORT = """accuse applaud attack blast call characterize criticize decry defend denounce deride describe dismiss
hail label mock offer oppose portray praise question ridicule slam support tout
welcome cite reject blame brand compare condemn deem depict deplore endorse bemoan bash rip invoke
refer post pen dub liken castigate chastise
lambaste rebuke"""

WORDS = Words(
    frames=frames(),
    says=_regular(_CLAUSE)
    | bag(
        """
        say says said tell tells told think thinks thought write writes wrote reads admit admits
        admitted deny denies denied swear swears swore feel feels felt puts agree agrees agreed
        read sang sings interrupts interrupted
        quoted pled joked tweeted chimed retweeted quips pointed reports reported charges
        charged
        """
    ),
    calls=_regular(_SHORT)
    | bag(
        """
        branded dubbed ripped hit referred refers pointed saw sees spoke speaks put puts went
        """
    ),
    tells=_regular("call describe refer ask tweet label dub brand reply respond shout")
    | bag("say says said saying tell tells told write writes wrote calling shouting"),
    naming=bag("called titled entitled named dubbed headlined subtitled labeled branded nicknamed"),
    works=bag(
        """
        show film movie book song album series episode program programme podcast play novel memoir column article
        documentary sitcom drama musical anthem single poem painting exhibition magazine blog headline title
        """
    ),
    compounds=True,
    saying=_gerunds(_CLAUSE + " point report charge " + _SHORT)
    | bag("saying telling thinking writing admitting denying referring putting"),
    nouns=bag(
        """
        report reports read reads claim claims call calls hope hopes fear fears offer offers remark remarks
        comment comments
        promise promises demand demands attack attacks note notes question questions answer answers charge charges
        signal signals support label labels blame praise reply state states wonder wonders estimate estimates
        orders votes names credits casts focuses
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
        of in at for from with on by about near to after before during between under against over as into across
        within among amid without despite through throughout toward towards upon via beyond behind above below
        around along inside outside beside unlike thanks concerning regarding onto
        """
    ),
    joints=bag(
        """
        and but or nor so yet because while when whenever where if although though that what which
        who whom whose as than since until unless before after is are was were be been being am has
        have had do does did will would can could should may might must not then there here how why
        he she they it we you i him them us me
        """
    ),
    verbs=bag(
        """
        sought took made went gave got came ran won lost held stood met kept led felt found brought sent spent
        became began threw drew knew grew broke chose saw wore fell rose drove flew ate drank slept woke caught
        taught fought bought built meant dealt sold stuck struck hung hid bore tore blew shook forgot forgave
        froze paid laid rang sank stole swept wept withdrew understood undertook overcame showed gone done seen
        known taken given shown makes goes gets takes gives comes seems becomes knows keeps brings lets sees
        wants finds tries means thinks believes hears loses begins appears depicts includes contains follows
        allows requires remains continues serves sits sends spends meets pays buys sells builds grows draws
        throws prompts prompted make become know keep let seem appear begin include contain allow require remain
        """
    ),
    linking=bag(
        """
        however moreover instead likewise therefore meanwhile nevertheless nonetheless otherwise thus hence
        perhaps maybe indeed besides furthermore given rather similarly elsewhere eventually thereafter
        afterwards afterward yes no well oh
        """
    ),
    fillers=bag(
        """
        however moreover meanwhile nevertheless nonetheless furthermore therefore instead thus
        has have had also then later now again once will would can could may might must did does do
        never ever always often even still already just soon both all only first further who himself
        herself themselves not
        """
    ),
    asked=bag("asked pressed questioned"),
    passive=bag("is are was were be been being am get got gets"),
    hearsay=bag("expected believed thought said reported alleged rumored considered deemed seen understood feared"),
    polls=bag("poll polls survey surveys"),
    unnamed=bag(
        """
        report reports poll polls survey study sources source official officials police newspaper paper witnesses
        lawyer lawyers minister ministry spokesman spokeswoman experts expert analyst analysts prosecutors
        """
    ),
    back=bag("back"),
    with_=bag("with"),
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
        writer historian journalist activist chair treasurer premier exchequer comptroller
        """
    ),
    days=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    today=bag("today"),
    yesterday=bag("yesterday"),
)
