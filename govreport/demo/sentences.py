"""演示文字: sentences that speak of a report's figures, so that text and tables of a demonstration agree."""

from collections.abc import Mapping
from decimal import Decimal

from govreport.standards.numbers import format_number

Values = Mapping[str, Decimal | None]

_RESULTS = (
    ("予以公开", ("disclosed_full",)),
    ("部分公开", ("disclosed_part",)),
    ("不予公开", ("refused_",)),
    ("无法提供", ("unable_",)),
    ("不予处理", ("unprocessed_",)),
    ("其他处理", ("other_",)),
)


def applications(year: int, values: Values) -> str:
    """依申请公开: what table three says, in words."""
    received, carried_in = _count(values, "t3.new_received.total"), _count(values, "t3.carried_in.total")
    if not received + carried_in:
        return (
            f"{year}年未收到政府信息公开申请，也没有上年结转的申请。当面、信函和网上三种申请渠道保持畅通，受理地址和工作时间"
            "在政府信息公开指南中公布，年内逐一核验。"
        )
    persons = _count(values, "t3.new_received.natural_person")
    parts = [f"全年新收政府信息公开申请{received}件"]
    if received != persons:
        parts[0] += f"（自然人{persons}件，法人或者其他组织{received - persons}件）"
    if carried_in:
        parts.append(f"上年结转{carried_in}件")
    parts.append(f"办结{_closed(values)}件")
    if carried_out := _count(values, "t3.carried_out.total"):
        parts.append(f"结转下年度继续办理{carried_out}件")
    results = [f"{name}{number}件" for name, rows in _RESULTS if (number := _sum(values, rows))]
    return (
        f"{'，'.join(parts)}。按办理结果分，{'、'.join(results)}，答复均在法定期限内作出。对不予公开或者无法提供的，在答复书中"
        "说明依据和理由，并告知救济途径。"
    )


def disputes(values: Values) -> str:
    """行政复议、行政诉讼: what table four says, in words."""
    reviews = _count(values, "t4.review.total")
    lawsuits = _count(values, "t4.litigation_direct.total") + _count(values, "t4.litigation_after_review.total")
    if not reviews + lawsuits:
        return "年内未发生因政府信息公开引起的行政复议和行政诉讼。"
    parts = []
    if reviews:
        parts.append(f"行政复议{reviews}件")
    if lawsuits:
        parts.append(f"行政诉讼{lawsuits}件")
    return f"年内因政府信息公开引起{'、'.join(parts)}，均按程序依法应对。"


def corrected(values: Values) -> str:
    """被纠正的复议诉讼: what section five says of them; nothing where there were none."""
    blocks = ("review", "litigation_direct", "litigation_after_review")
    if not any(_count(values, f"t4.{block}.corrected") for block in blocks):
        return ""
    return "针对行政复议、行政诉讼中结果被纠正的情况，逐件分析原因，修订答复文书样本，疑难申请先会商再答复。"


def fee(year: int, values: Values) -> str:
    """信息处理费: what the fee statement says, in words (国办函〔2020〕109号 applies since 2021)."""
    notices, collected = _count(values, "fee.notice_count"), values.get("fee.collected_yuan") or Decimal(0)
    if not notices:
        return (
            f"按照国务院办公厅关于政府信息公开信息处理费的规定，对申请公开的数量和频次逐件核对，{year}年没有申请达到收费标准，"
            "没有发出收费通知，未收取信息处理费。"
        )
    return f"{year}年发出收费通知{notices}件，实际收取信息处理费{format_number(collected)}元。"


def applications_2014(values: Values) -> str:
    """依申请公开 in reports up to 2018: what the statistical table says, in words."""
    received = _count(values, "t18.c1_received")
    ways = (("当面", "in_person"), ("传真", "fax"), ("网络", "online"), ("信函", "mail"))
    by_way = [f"{name}申请{number}件" for name, code in ways if (number := _count(values, f"t18.c1_{code}"))]
    answers = (
        ("属于已主动公开范围", "already_public"),
        ("同意公开", "granted"),
        ("同意部分公开", "partial"),
        ("不同意公开", "refused"),
        ("不属于本机关公开", "not_own"),
        ("申请信息不存在", "not_exist"),
    )
    replied = [f"{name}{number}件" for name, code in answers if (number := _count(values, f"t18.c3_{code}"))]
    late = _count(values, "t18.c2_extended")
    on_time = f"其中延期办结{late}件" if late else "均按时办结"
    closed = _count(values, "t18.c2_closed")
    return (
        f"全年收到政府信息公开申请{received}件，{'、'.join(by_way)}。办结{closed}件，{on_time}；"
        f"答复情况为{'、'.join(replied)}。没有收取依申请公开信息的费用。"
    )


def disputes_2014(values: Values) -> str:
    """复议、诉讼 and 举报 in reports up to 2018, in words."""
    names = (("行政复议", "d_total"), ("行政诉讼", "e_total"), ("举报投诉", "f_complaints"))
    found = [f"{name}{_count(values, f't18.{code}')}件" for name, code in names]
    return f"全年因政府信息公开引起{'、'.join(found)}。"


def _closed(values: Values) -> int:
    """The sum of the results: what was really closed, whatever （七）总计 says."""
    return sum(_sum(values, rows) for _, rows in _RESULTS)


def _sum(values: Values, rows: tuple[str, ...]) -> int:
    starts = tuple(f"t3.{row}" for row in rows)
    return sum(
        int(value or 0)
        for address, value in values.items()
        if address.startswith(starts) and address.endswith(".total")
    )


def _count(values: Values, address: str) -> int:
    return int(values.get(address) or 0)
