"""Italian around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag, forms

_ARE = """
afferm dichiar spieg sottoline annunci comment ricord assicur osserv precis denunci raccont replic evidenzi scherz
confid lament critic attacc avvis domand argoment rilanci puntualizz rivel conferm esclam sussurr grid minacci ironizz
protest sospir rassicur not auspic rimarc sintetizz obiett rivendic tuon continu consigli esort specific comunic lanci
preannunci giur azzard
"""

_PARTICIPLES = forms(_ARE, "ato") | bag(
    """
    detto aggiunto ribadito scritto risposto avvertito concluso ammesso sostenuto chiesto promesso ribattuto corretto
    riferito difeso insistito proseguito riconosciuto ripetuto chiarito suggerito smentito confessato tagliato
    """
)

WORDS = Words(
    have=bag("ha hanno aveva avevano avrebbe avrebbero avendo aver avere è ho abbiamo"),
    participles=_PARTICIPLES,
    says=forms(_ARE, "a ano ò arono ava avano")
    | _PARTICIPLES
    | bag(
        """
        dice dicono disse dissero detto diceva dicevano aggiunge aggiungono aggiunto aggiunse ribadisce ribadito scrive
        scrivono scritto scrisse risponde rispondono risposto rispose avverte avvertono avvertito conclude concluso
        concluse ammette ammettono ammesso ammise sostiene sostengono sostenuto chiede chiedono chiesto chiese promette
        promesso promise ribatte ribattuto corregge corretto riferisce riferito difende difeso insiste insistito
        prosegue proseguito riconosce riconosciuto ripete ripetuto interviene chiarisce chiarito suggerisce suggerito
        sorride
        esordisce riprende smentisce smentito confessa confessato riflette sapere taglia tagliato chiosa esulta
        ringrazia
        """
    ),
    calls=bag(
        """
        definito definisce definì parla parlato parlava bolla bollato descrive descritto chiama chiamato invoca
        """
    ),
    naming=forms("chiamat intitolat soprannominat battezzat ribattezzat denominat", "o a i e"),
    works=bag("film libro romanzo canzone serie programma spettacolo opera disco quadro parola termine titolo slogan"),
    saying=bag("dicendo aggiungendo affermando sottolineando spiegando precisando ribadendo assicurando"),
    that=bag("che"),
    according=(
        ("secondo",),
        ("a", "detta", "di"),
        ("a", "giudizio", "di"),
        ("a", "parere", "di"),
        ("stando", "a"),
        ("nelle", "parole", "di"),
    ),
    so=bag("lo così"),
    viewpoint=bag("per"),
    he=bag("egli lui"),
    she=bag("ella lei"),
    they=bag("essi loro noi voi"),
    i=bag("io"),
    determiners=bag(
        """
        il lo la i gli le l' un uno una un' questo questa suo sua alcuni alcune diversi nostro nostra quel quella
        """
    ),
    prepositions=bag(
        """
        secondo di del della dei degli delle da dal dalla a al alla ai alle in nel nella per con su sul sulla tra
        fra dello dallo allo nello sullo agli negli sugli coi dell' dall' sull' nell' all' ad dai d'
        """
    ),
    joints=bag(
        """
        e ed ma o che chi quando dove se come perché mentre è sono era ha hanno aveva non si lui lei però né
        """
    ),
    fillers=bag(
        """
        fa fanno fatto ha hanno aveva avevano anche poi inoltre ancora già infine così si è gli invece subito ne le dal
        più
        """
    ),
    passive=bag("è stato stata viene venne"),
    who=bag("che"),
    particles=bag("di de del della da dal van von la lo"),
    again=bag("cittadino cittadina esponente politico dirigente"),
    titles_m=bag("signor sig."),
    titles_f=bag("signora sig.ra"),
    titles=bag(
        """
        dott. prof. presidente premier primo prima ministro ministra cancelliere segretario segretaria
        portavoce direttore direttrice senatore senatrice deputato deputata sindaco sindaca generale
        giudice procuratore procuratrice professore professoressa papa re regina leader capo vicepresidente governatore
        assessore assessora avvocato avvocata comandante pescatore pensionato pensionata bagnino cittadino consigliere
        consigliera allevatore allevatrice titolare responsabile storico storica ingegnere
        """
    ),
    days=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    today=bag("oggi"),
    yesterday=bag("ieri"),
    asides=True,
)
