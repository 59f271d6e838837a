"""Arabic around a quotation."""

from __future__ import annotations

from index.extract.words import Words, bag

says = bag(
    """
    قال قالت يقول تقول أضاف أضافت أكد أكدت صرح صرحت أعلن أعلنت أوضح أوضحت
    ذكر ذكرت كتب كتبت تابع تابعت حذر حذرت شدد شددت اعتبر اعتبرت أشار أشارت
    رأى رأت
    """
)
WORDS = Words(
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
