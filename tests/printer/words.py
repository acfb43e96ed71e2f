"""A branch and its phrases for tests of the paper, which no change of the shipped ones disturbs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from config.phrases import Phrases
from config.profile import PrinterProfile, load_profile
from config.schema import (
    Arrow,
    Branch,
    ClassRule,
    Counter,
    Hours,
    Paper,
    Service,
    TicketClass,
    Week,
    Zone,
)
from kiosk.ticket import Promise, Step, Ticket, WaitRange

LINK = "HTTPS://Q.BANK.EXAMPLE/T/AB2CDEFGHJ3KLMNPQRST4UVWXYZ56"
NOW = datetime(2026, 11, 23, 9, 42, 10, tzinfo=timezone(timedelta(hours=8)))
PROFILES = ("generic-80", "generic-58", "latin-80", "custom-80", "xprinter-80")

_ZH = {
    "list.separator": "、",
    "wait.range": "约{low}-{high}分钟",
    "wait.about": "约{minutes}分钟",
    "wait.none": "马上可以办理",
    "wait.long": "{hours}小时以上",
    "ticket.windows": "{windows}号窗口",
    "ticket.then": "第{step}步：{zone}",
    "ticket.ahead": "前面{count}位",
    "ticket.nobody_ahead": "前面没有人",
    "ticket.since": "{time}起",
    "ticket.promise": "公平承诺：除优先照顾的客户外，您最多被提前{times}次",
    "ticket.papers": "请备：{papers}",
    "ticket.forms": "预填单：{codes}",
    "peak.hint": "{busy}；{quiet}",
    "peak.busy_minutes": "今日高峰{start}-{end}，约等{minutes}分钟",
    "peak.after_minutes": "{start}以后约{minutes}分钟",
    "peak.now": "现在",
    "ticket.missed": "过号{minutes}分钟内无需重新取号，请告知大堂经理",
    "ticket.qr": "扫码看进度，办完后可评价",
    "ticket.code": "取号机上评价：{number} 评价码{code}",
    "ticket.wifi": "Wi-Fi：{name}",
    "ticket.complaint": "监督电话 {phone}",
    "ticket.valid_today": "仅限当日有效",
    "ticket.sample": "样张，不能使用",
}
_EN = {
    "list.separator": ", ",
    "wait.range": "about {low}–{high} min",
    "wait.about": "about {minutes} min",
    "wait.none": "no wait",
    "wait.long": "over {hours} h",
    "ticket.windows": "Windows {windows}",
    "ticket.then": "Step {step}: {zone}",
    "ticket.ahead": "{count} ahead",
    "ticket.nobody_ahead": "Nobody ahead",
    "ticket.since": "from {time}",
    "ticket.promise": "Apart from customers in care, nobody passes you more than {times} times",
    "ticket.papers": "Bring: {papers}",
    "ticket.forms": "Your form: {codes}",
    "peak.hint": "{busy}; {quiet}",
    "peak.busy_minutes": "Busiest today {start}-{end}, about {minutes} min",
    "peak.after_minutes": "after {start} about {minutes} min",
    "peak.now": "now",
    "ticket.missed": "Missed? No new ticket within {minutes} min: tell the lobby manager",
    "ticket.qr": "Scan: your place now, your rating after",
    "ticket.code": "Rate at the kiosk: {number}, code {code}",
    "ticket.wifi": "Wi-Fi: {name}",
    "ticket.complaint": "Complaint line {phone}",
    "ticket.valid_today": "Valid today only",
    "ticket.sample": "Sample, not valid",
}
_PHRASES = {
    language: Phrases(language, {key: {"other": text} for key, text in texts.items()})
    for language, texts in (("zh_CN", _ZH), ("en", _EN))
}


def phrases(language: str) -> Phrases:
    return _PHRASES[language]


def profile(profile_id: str = "generic-80", **changes: Any) -> PrinterProfile:
    return replace(load_profile(profile_id), **changes)


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh_CN": zh, "en": en}


BRANCH = Branch(
    id="maple",
    code=7,
    bank=both("枫林银行", "Maple Bank"),
    name=both("湖滨支行", "Lakeside Branch"),
    languages=("zh_CN", "en"),
    timezone="Asia/Shanghai",
    complaint_line="400-000-0001",
    zones=(
        Zone(id="cash", name=both("现金服务区", "Cash area"), arrow=Arrow.RIGHT),
        Zone(id="desk", name=both("非现金服务区", "Non-cash area"), arrow=Arrow.AHEAD_LEFT),
        Zone(id="here", name=both("咨询引导区", "Guidance area"), arrow=Arrow.HERE),
    ),
    services=(
        Service(
            id="cash",
            prefix="A",
            name=both("个人现金", "Personal cash"),
            zone="cash",
            icon="cash",
            papers=(both("身份证", "ID card"), both("银行卡/存折", "bank card or passbook")),
        ),
        Service(
            id="desk",
            prefix="B",
            name=both("对公业务", "Business banking"),
            zone="desk",
            icon="desk",
            papers=(both("身份证", "ID card"), both("营业执照", "business licence")),
        ),
        Service(id="talk", prefix="E", name=both("咨询", "Advice"), zone="here", icon="talk"),
    ),
    counters=tuple(
        Counter(
            id=str(number), name=both(f"{number}号窗口", f"Window {number}"), zone=zone, services=(service,)
        )
        for number, zone, service in (
            (1, "cash", "cash"),
            (2, "cash", "cash"),
            (3, "cash", "cash"),
            (5, "desk", "desk"),
        )
    ),
    classes=(ClassRule(id=TicketClass.ORDINARY, name=both("普通", "Ordinary"), target_s=1200),),
    hours=Hours(personal=Week(), corporate=Week()),
    paper=Paper(
        wifi="Maple-Free",
        caution=both("警惕诈骗：公检法不会要求您转账", "The police never ask for transfers"),
    ),
)

TICKET = Ticket(
    id=23,
    day=date(2026, 11, 23),
    prefix="A",
    number=23,
    ticket_class=TicketClass.ORDINARY,
    steps=(Step(("cash",), "cash", ("1", "2", "3")),),
    issued_at=NOW,
    due_at=NOW + timedelta(seconds=1200),
    promise=Promise(6, WaitRange(14 * 60, 19 * 60)),
    request_id="a touch",
)
