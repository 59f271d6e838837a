"""Spanish around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag, forms

_AR = """
afirm asegur declar señal explic indic manifest subray destac anunci coment pregunt denunci critic apunt precis reiter
relat lament confirm protest replic justific brome contest revel inform detall aclar alert rechaz cuestion celebr
consider opin agreg plante argument exclam susurr grit sentenci zanj remach matiz avis adelant augur asever acot ironiz
murmur felicit reclam resumi puntualiz ratific mencion expres exhort anticip garantiz not sospech
"""
_IR = """
añad insist respond escrib admit promet exig conclu suger repit permit interrump transmit coincid discut defend
"""

_PARTICIPLES = forms(_AR, "ado") | forms(_IR, "ido") | bag("dicho advertido")

WORDS = Words(
    have=bag("ha han había habían haber he hemos habría habrían"),
    participles=_PARTICIPLES,
    says=forms(_AR, "a an ó aron aba aban")
    | forms(_IR, "e en ió ieron ía ían")
    | _PARTICIPLES
    | bag(
        """
        dijo dice dijeron decía decían dicen dicho advirtió advierte advirtieron advierten advertido sostuvo sostiene
        sostienen reconoció reconoce reconocieron recordó recuerda recordaron recordaba pidió pide pidieron concluyó
        concluye contó cuenta contaba contaron cuentan confesó confiesa negó niega defendió defiende mantuvo mantiene
        sugirió sugiere prosiguió prosigue expuso expone propuso propone ríe rió sonríe sonrió reflexionó reflexiona
        repite agradeció agradece ironizó resumió resume reprochó reprocha evocó evoca saber
        """
    ),
    calls=bag(
        """
        calificó califica calificado tildó tilda llamó llama tachó tacha describió describe definió define habló habla
        pidió lamentó criticó celebró denunció
        """
    ),
    naming=bag(
        "bautizado bautizada titulado titulada llamado llamada denominado denominada apodado apodada conocido conocida"
    ),
    works=bag("película libro novela canción serie programa obra disco cuadro poema palabra término lema"),
    saying=forms("afirm asegur señal indic explic subray", "ando") | bag("diciendo añadiendo advirtiendo insistiendo"),
    that=bag("que"),
    according=(
        ("según",),
        ("de", "acuerdo", "con"),
        ("en", "palabras", "de"),
        ("en", "opinión", "de"),
        ("a", "juicio", "de"),
        ("a", "decir", "de"),
    ),
    so=bag("así lo"),
    viewpoint=bag("para"),
    he=bag("él"),
    she=bag("ella"),
    they=bag("ellos ellas nosotros usted ustedes"),
    i=bag("yo"),
    determiners=bag(
        """
        el la los las un una unos unas su sus este esta estos estas ese esa varios lo mi mis nuestro nuestra
        """
    ),
    prepositions=bag("según de del a al en por para con ante sobre contra entre desde tras sin hasta durante"),
    joints=bag(
        """
        y e pero o u que quien cuando donde si como porque aunque mientras es son era fue ha han
        había no se él ella qué ni
        """
    ),
    fillers=bag(
        """
        hizo hace ha han había habían también además luego después ya aún hoy se lo le les más me asimismo entonces
        incluso finalmente todavía
        """
    ),
    passive=bag("es fue ser sido"),
    who=bag("que quien"),
    particles=bag("de del la las los y van von el al"),
    again=bag(
        """
        jerarca mandatario mandataria edil dirigente funcionario funcionaria político experto experta exministro
        exministra
        """
    ),
    titles_m=bag("señor sr. don"),
    titles_f=bag("señora sra. doña"),
    titles=bag(
        """
        dr. dra. presidente presidenta primer primera ministro ministra canciller secretario
        secretaria portavoz director directora senador senadora diputado diputada alcalde alcaldesa
        general juez jueza fiscal profesor profesora papa rey reina líder jefe jefa vicepresidente
        vicepresidenta gobernador gobernadora concejal concejala consejero consejera intendente intendenta vocero vocera
        abogado abogada capitán poeta bibliotecario bibliotecaria vecino vecina poetisa jerarca comisario comisaria
        """
    ),
    days=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    today=bag("hoy"),
    yesterday=bag("ayer"),
    asides=True,
)
