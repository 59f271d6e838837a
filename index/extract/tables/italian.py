"""Italian around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag

WORDS = Words(
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
