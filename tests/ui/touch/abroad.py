"""The sample branch with its texts in every shipped language, as a bank would write them."""

from __future__ import annotations

from dataclasses import replace

from config.schema import Branch, Text

ALL = ("zh_CN", "en", "zh_TW", "ar")

WORDS = {
    "Brightriver Bank": ("晴川銀行", "بنك النهر المشرق"),
    "Wutong Road Branch": ("梧桐路分行", "فرع شارع ووتونغ"),
    "Personal cash": ("個人現金", "نقد للأفراد"),
    "Personal non-cash": ("個人非現金", "خدمات بلا نقد"),
    "Business banking": ("企業金融", "خدمات الشركات"),
    "Loans and investments": ("貸款與理財", "القروض والاستثمار"),
    "Questions and advice": ("業務諮詢", "الاستفسار"),
    "Foreign cash exchange": ("外幣現鈔兌換", "صرف العملات"),
    "Pay in, take out or change money": ("存款、提款、換零錢", "إيداع وسحب وفكة"),
    "Not sure what to choose? Ask us first": (
        "不知道選哪一項，先來問一問",
        "لا تعرفون ماذا تختارون؟ اسألونا",
    ),
    "ID card": ("身分證", "بطاقة الهوية"),
    "your ID card": ("經辦人身分證", "هويتكم"),
    "bank card": ("金融卡", "بطاقة البنك"),
    "bank card or passbook": ("金融卡或存摺", "بطاقة البنك أو الدفتر"),
    "business licence": ("營業執照", "السجل التجاري"),
    "company seal": ("公司印鑑", "ختم الشركة"),
    "Cash area": ("現金服務區", "قسم النقد"),
    "Non-cash area": ("非現金服務區", "قسم المعاملات"),
    "Walk ahead, on your left": ("往前走，左手邊", "إلى الأمام على يساركم"),
    "Walk ahead, on your right": ("往前走，右手邊", "إلى الأمام على يمينكم"),
}


def translated(branch: Branch) -> dict[str, object]:
    """What of a branch is written in more languages; the rest stands in English under Arabic."""
    return {
        "languages": ALL,
        "bank": told(branch.bank),
        "name": told(branch.name),
        "services": tuple(
            replace(
                service,
                name=told(service.name),
                summary=told(service.summary),
                papers=tuple(map(told, service.papers)),
            )
            for service in branch.services
        ),
        "zones": tuple(
            replace(zone, name=told(zone.name), direction=told(zone.direction)) for zone in branch.zones
        ),
        "elsewhere": tuple(replace(place, name=told(place.name)) for place in branch.elsewhere),
    }


def told(text: Text) -> Text:
    more = WORDS.get(text.get("en", ""))
    return text | {"zh_TW": more[0], "ar": more[1]} if more else text
