"""French around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag, forms

_REGULAR = """
affirm ajout déclar expliqu estim soulign annonc annonç indiqu précis assur lanc demand dénonc dénonç confi not insist
regrett jug salu plaid racont comment confirm évoqu critiqu résum constat soupir ironis plaisant gliss répliqu rétorqu
observ témoign exclam indign détaill nuanc renchériss argument analys relat avanc interrog murmur souffl lâch hurl cri
tranch insurg inquièt rassur alert imagin critiqu propos prétext concéd concèd suggér suggèr rapport confess
"""
_GERUNDS = """
affirm ajout déclar estim soulign expliqu évoqu précis assur not confi insist regrett lanc dénonç rappel indiqu
"""

_PARTICIPLES = forms(_REGULAR, "é és") | bag(
    """
    rappelé martelé répondu prévenu poursuivi reconnu promis réagi soutenu admis maintenu défendu répété réjoui repris
    """
)

WORDS = Words(
    have=bag("a ont avait avaient aurait s'est est ayant avoir ai avons"),
    participles=_PARTICIPLES,
    says=forms(_REGULAR, "e ent ait aient a èrent")
    | _PARTICIPLES
    | bag(
        """
        dit disent disait disaient redit rappelle rappellent rappelait rappelé martèle martelé martelait répond
        répondent répondu répondait avertit averti prévient prévenu prévenait conclut conclu poursuit
        poursuivi poursuivait
        reconnaît reconnaissait reconnu écrit écrivait promet promis réagit réagi soutient soutenu soutenait admet
        admis maintient maintenu convient sourit prétend défend défendu décrit répète répété réjouit réjoui souvient
        reprend repris renchérit surenchérit savoir valoir répondit prévint reconnut poursuivit écrivit
        promit reprit soutint sourit
        """
    ),
    calls=bag("qualifié qualifie qualifiait parlé parle parlait appelé appelle appelait décrit salué dénoncé dit dite"),
    naming=forms("baptis rebaptis surnomm intitul appel nomm titr", "é ée és ées"),
    works=bag("film livre roman chanson série émission spectacle pièce album tableau mot mots expression terme titre"),
    saying=forms(_GERUNDS, "ant") | bag("disant appelant promettant prévenant"),
    that=bag("que qu'"),
    according=(
        ("selon", "le", "mot", "de"),
        ("selon", "les", "mots", "de"),
        ("selon", "l'", "expression", "de"),
        ("selon", "la", "formule", "de"),
        ("selon",),
        ("d'", "après"),
        ("aux", "yeux", "de"),
        ("de", "l'", "avis", "de"),
        ("à", "en", "croire"),
        ("dans", "les", "mots", "de"),
    ),
    so=bag("ainsi"),
    viewpoint=bag("pour"),
    he=bag("il"),
    she=bag("elle"),
    they=bag("ils elles on nous vous tu"),
    his=bag("lui"),
    i=bag("je j'"),
    determiners=bag(
        """
        le la les l' un une des du ce cet cette ces son sa ses leur leurs plusieurs notre nos mon ma mes certains
        """
    ),
    prepositions=bag(
        """
        de du des d' à au aux en dans pour par sur avec chez contre sous après avant depuis devant vers sans entre lors
        selon auprès
        """
    ),
    joints=bag(
        """
        et mais ou donc car que qui dont où quand si comme lorsque alors est sont était a ont avait
        s'est il elle ils elles on nous je ne n' pas vous tu j' qu' puis
        """
    ),
    fillers=bag(
        """
        fait font a ont avait avaient aurait s'est également aussi encore ensuite notamment t y toutefois lui alors
        se s' est été déjà d'abord leur enfin cependant pourtant même
        """
    ),
    passive=bag("est été sont était"),
    who=bag("qui"),
    particles=bag("de du des la le d' van von el al ben"),
    again=bag("élu élue édile intéressé intéressée trentenaire quadragénaire quinquagénaire sexagénaire septuagénaire"),
    titles_m=bag("m. monsieur"),
    titles_f=bag("mme madame mlle"),
    titles=bag(
        """
        dr me président présidente premier première ministre chancelier chancelière secrétaire
        porte-parole chef cheffe directeur directrice sénateur sénatrice député députée maire mairesse général juge
        procureur procureure professeur professeure pape roi reine patron patronne conseiller conseillère adjoint
        adjointe avocat avocate responsable délégué déléguée commissaire préfet préfète ambassadeur ambassadrice
        retraité retraitée ingénieur ingénieure historien historienne élu élue édile
        fondateur fondatrice coordinateur coordinatrice
        """
    ),
    days=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    today=bag("aujourd'hui aujourd’hui"),
    yesterday=bag("hier"),
    asides=True,
)
