"""What people and things of a place are called: Norwegian, Scots, Asian."""

from __future__ import annotations

# Code or continent, and what is named after it; plurals are made of them.
_PEOPLES = """
    US American
    GB British Briton
    FR French
    DE German
    RU Russian Soviet
    UA Ukrainian
    IT Italian
    ES Spanish Spaniards
    PT Portuguese
    PL Polish
    CN Chinese
    JP Japanese
    KR South_Korean
    KP North_Korean
    IN Indian
    PK Pakistani
    AF Afghan
    IR Iranian
    IQ Iraqi
    SY Syrian
    IL Israeli
    PS Palestinian
    EG Egyptian
    SA Saudi
    TR Turkish Turks
    GR Greek
    CA Canadian
    MX Mexican
    BR Brazilian
    AR Argentine Argentinian
    CL Chilean
    CO Colombian
    VE Venezuelan
    PE Peruvian
    CU Cuban
    AU Australian
    NL Dutch
    BE Belgian
    CH Swiss
    AT Austrian
    SE Swedish Swedes
    NO Norwegian
    DK Danish Danes
    FI Finnish Finns
    IE Irish
    CZ Czech
    SK Slovak
    HU Hungarian
    RO Romanian
    BG Bulgarian
    RS Serbian Serb
    HR Croatian
    BA Bosnian
    AL Albanian
    GE Georgian
    AM Armenian
    AZ Azerbaijani
    LB Lebanese
    JO Jordanian
    YE Yemeni
    LY Libyan
    TN Tunisian
    DZ Algerian
    MA Moroccan
    NG Nigerian
    KE Kenyan
    ZA South_African
    ET Ethiopian
    SO Somali
    SD Sudanese
    VN Vietnamese
    TH Thai
    MY Malaysian
    ID Indonesian
    PH Filipino Philippine
    LK Sri_Lankan
    BD Bangladeshi
    NP Nepalese
    NZ New_Zealander
    LT Lithuanian
    LV Latvian
    EE Estonian
    BY Belarusian
    MD Moldovan
    KZ Kazakh
    UZ Uzbek
    QA Qatari
    KW Kuwaiti
    HT Haitian
    ZW Zimbabwean
    GH Ghanaian
    RW Rwandan
    UG Ugandan
    IS Icelandic
    CY Cypriot
    AE Emirati
    OM Omani
    BH Bahraini
    MM Burmese
    KH Cambodian
    LA Laotian
    MN Mongolian
    TW Taiwanese
    SG Singaporean
    KG Kyrgyz
    TJ Tajik
    TM Turkmen
    XK Kosovar
    ME Montenegrin
    MK Macedonian
    SI Slovenian Slovene
    MT Maltese
    LU Luxembourgish
    JM Jamaican
    TT Trinidadian
    BO Bolivian
    EC Ecuadorian
    PY Paraguayan
    UY Uruguayan
    GT Guatemalan
    HN Honduran
    SV Salvadoran
    NI Nicaraguan
    CR Costa_Rican
    PA Panamanian
    PR Puerto_Rican
    SN Senegalese
    CM Cameroonian
    ML Malian
    CI Ivorian
    CD Congolese
    AO Angolan
    MZ Mozambican
    ZM Zambian
    TZ Tanzanian
    ER Eritrean
    LR Liberian
    SL Sierra_Leonean
    NA Namibian
    BW Botswanan
    BI Burundian
    MG Malagasy
    FJ Fijian
    GB.SCT Scottish Scots
    GB.WLS Welsh
    RU.12 Chechen
    RU.17 Dagestani
    UA.11 Crimean
    CN.14 Tibetan
    ES.56 Catalan
    DE.02 Bavarian
    IT.15 Sicilian
    US.AK Alaskan
    US.CA Californian
    US.FL Floridian
    US.HI Hawaiian
    US.IA Iowan
    US.OH Ohioan
    US.TX Texan
    Africa African
    Asia Asian
    Europe European
"""
_FORMS = {
    form: code
    for code, *names in map(str.split, _PEOPLES.strip().splitlines())
    for name in names
    for form in ([name] if name.endswith(("s", "se", "sh", "ch")) else [name, f"{name}s"])
}
DEMONYMS: dict[str, str] = {name.replace("_", " "): code for name, code in _FORMS.items()}
