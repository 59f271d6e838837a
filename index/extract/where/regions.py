"""Names of countries and regions that the gazetteer's source lacks: short, former and foreign ones."""

from __future__ import annotations

CONTINENTS = (
    ("Africa", 6255146),
    ("Asia", 6255147),
    ("Europe", 6255148),
    ("North America", 6255149),
    ("Oceania", 6255151),
    ("South America", 6255150),
    ("Antarctica", 6255152),
)


def _names(table: str) -> dict[str, tuple[str, ...]]:
    """A code and names a line."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        code, names = line.split(maxsplit=1)
        found[code] = found.get(code, ()) + tuple(names.split("|"))
    return found


# Further names of countries than tables/countries.tsv has; a former state stands for the country that followed it.
COUNTRY_NAMES = _names(
    """
    US U.S.|US|USA|U.S.A.|United States of America|America|EE.UU.|США
    GB U.K.|UK|Britain|Great Britain|Großbritannien|Grande-Bretagne|Gran Bretagna|بريطانيا
    DE West Germany|East Germany
    RU Soviet Union|USSR|U.S.S.R.|Russian Federation
    UA Ukraina
    TR Türkiye
    CN Kina
    NL Netherlands|Holland
    IR Islamic Republic of Iran
    IL Israël
    SA السعودية
    LB Líbano
    PS Palestine|Palestinian Territories|Palestinian territories|فلسطين
    CZ Czech Republic|Czechoslovakia
    KR Republic of Korea|Korea
    KP DPRK
    MM Burma
    CD Congo|DR Congo|Zaire|DRC
    CV Cape Verde
    SZ Swaziland
    MK Macedonia
    TL East Timor
    MO Macau
    VA Vatican City|Holy See
    AE UAE|U.A.E.|Emirates|الإمارات
    MX México
    BY Belorussia
    RS Yugoslavia
    LK Ceylon
    IE Republic of Ireland
    MD Moldau|Republic of Moldova
    BA Bosnia|Bosnien
    TT Trinidad
    """
)

# Further names of first-level areas: how the news shortens them, how their people write them.
AREA_NAMES = _names(
    """
    US.AL Ala.
    US.AZ Ariz.
    US.AR Ark.
    US.CA Calif.
    US.CO Colo.
    US.CT Conn.
    US.DC D.C.|Washington D.C.|Washington, D.C.
    US.DE Del.
    US.FL Fla.
    US.GA Ga.
    US.IL Ill.
    US.IN Ind.
    US.KS Kan.
    US.KY Ky.
    US.LA La.
    US.MA Mass.
    US.MD Md.
    US.MI Mich.
    US.MN Minn.
    US.MO Mo.
    US.MS Miss.
    US.MT Mont.
    US.NC N.C.
    US.ND N.D.
    US.NE Neb.
    US.NH N.H.
    US.NJ N.J.
    US.NM N.M.
    US.NV Nev.
    US.NY N.Y.
    US.OK Okla.
    US.OR Ore.
    US.PA Pa.
    US.RI R.I.
    US.SC S.C.
    US.SD S.D.
    US.TN Tenn.
    US.TX Tex.
    US.VA Va.
    US.VT Vt.
    US.WA Wash.
    US.WI Wis.
    US.WV W.Va.|W. Va.
    US.WY Wyo.
    CA.01 Alta.
    CA.02 B.C.
    CA.03 Man.
    CA.04 N.B.
    CA.05 Newfoundland
    CA.07 N.S.
    CA.08 Ont.
    CA.09 P.E.I.
    CA.10 Que.
    CA.11 Sask.
    AU.01 ACT|A.C.T.
    AU.02 NSW
    AT.02 Kärnten
    AT.03 Niederösterreich
    AT.04 Oberösterreich
    AT.06 Steiermark
    AT.07 Tirol
    BE.VLG Vlaanderen|Flandern|Flandre
    BE.WAL Wallonie|Wallonien
    CH.GR Graubünden
    CH.SG St. Gallen
    CH.TI Tessin
    CH.VD Waadt
    CH.VS Wallis
    DE.01 Baden-Württemberg|Baden-Wuerttemberg
    DE.02 Bayern
    DE.05 Hessen
    DE.06 Niedersachsen
    DE.07 Nordrhein-Westfalen
    DE.08 Rhineland-Palatinate
    DE.13 Sachsen
    DE.14 Sachsen-Anhalt
    DE.15 Thüringen
    ES.51 Andalucía
    ES.53 Canarias
    ES.56 Cataluña|Catalunya|Catalogne|Katalonien
    ES.59 País Vasco|Euskadi
    FR.28 Normandie
    FR.53 Bretagne
    FR.94 Corse
    GB.SCT Schottland|Écosse|Escocia
    IT.09 Lombardia
    IT.12 Piemonte
    IT.13 Puglia
    IT.14 Sardegna
    IT.15 Sicilia|Sizilien
    IT.16 Toscana|Toskana
    UA.11 Krim|Крим|Крым|Crimée
    RU.01 Adygea
    RU.11 Buryatia
    RU.19 Ingushetia
    RU.22 Kabardino-Balkaria
    RU.27 Karachay-Cherkessia
    RU.46 Mordovia
    RU.68 North Ossetia
    RU.79 Tuva
    RU.80 Udmurtia
    """
)

# Further names of cities.
CITY_NAMES = {"L.A.": "Los Angeles", "NYC": "New York City", "N.Y.C.": "New York City"}

# Regions that are no area of one country's own: name, country, other names.
REGIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Donbas", "UA", ("Donbass", "Донбас", "Донбасс")),
    ("Kashmir", "IN", ()),
    ("Niger Delta", "NG", ()),
)
