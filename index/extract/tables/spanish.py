"""Spanish around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag

WORDS = Words(
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
