"""French around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag

WORDS = Words(
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
