"""试验省的机关: provinces, cities, counties, departments and towns in administrative order; the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from govreport.agencies.models import Kind, Level

_QUARTERS: Final = "东西南北中"
_LANDS: Final = "江岭原川屏泽"
_FIRST: Final = (
    "云青松石枫金玉梅兰竹柏桐霞虹星月雁鹭鹤鲤槐桑榆杉樟芦苇菱荷菊"
    "荔橘柚棠梓栎楸楠椿桦芝苔萱葵莲榕枣杏桃柑葛芷茭蒿艾芹藕菖萍杞栗棣楝柘桢梧"
)
_SECOND: Final = "溪畴川湖泉浦洲坪冈湾桥峡台岩渡崖陵潭渚塘堰圩坞垄汀滩岙塬峪坡埠墩屿沚"
# Short name of a department (without 厅, 局), what its address says, and what it makes public.
DEPARTMENTS: Final = (
    ("教育", "jy", "义务教育招生入学、学校收费和资助政策"),
    ("自然资源", "zr", "国土空间规划、土地征收和不动产登记"),
    ("生态环境", "st", "环境质量、建设项目环评和排污许可"),
    ("交通运输", "jt", "公路养护、客运班线和工程招标"),
    ("水务", "sw", "水质监测、取水许可和防汛抗旱"),
    ("卫生健康", "wj", "疾病预防、医疗机构校验和健康服务"),
    ("民政", "mz", "社会救助、养老服务和社会组织登记"),
    ("人力资源和社会保障", "rs", "就业补贴、社会保险和职业技能培训"),
    ("住房和城乡建设", "zj", "保障性住房、物业管理和工程质量"),
    ("农业农村", "ny", "惠农补贴、农产品质量和高标准农田"),
    ("市场监督管理", "sc", "食品抽检、行政处罚和标准计量"),
    ("应急管理", "yj", "安全生产检查、事故调查和灾害救助"),
    ("财政", "cz", "预算决算、政府采购和专项资金"),
    ("发展和改革", "fg", "重大项目、价格收费和规划计划"),
    ("文化和旅游", "wl", "公共文化服务、文物保护和旅行社管理"),
    ("审计", "sj", "审计结果、整改情况和审计计划"),
    ("统计", "tj", "统计公报、调查制度和数据解读"),
    ("林业", "ly", "森林防火、林地审批和古树名木保护"),
    ("城市管理", "cg", "市容秩序、停车设施和生活垃圾分类"),
    ("医疗保障", "yb", "参保缴费、待遇标准和定点机构"),
    ("商务", "sv", "促消费活动、外资外贸和成品油经营"),
    ("科学技术", "kj", "科技计划、企业认定和成果转化"),
    ("司法行政", "sf", "行政复议、法律援助和普法安排"),
    ("体育", "ty", "健身设施、赛事活动和体育彩票公益金"),
    ("数据", "sg", "公共数据开放、政务服务和平台建设"),
    ("工业和信息化", "gx", "企业培育、技术改造和节能监察"),
    ("退役军人事务", "tw", "优待抚恤、就业安置和烈士纪念"),
    ("信访", "xf", "诉求受理、办理流程和满意度评价"),
    ("粮食和物资储备", "ls", "收购政策、储备轮换和质量检查"),
    ("地方金融管理", "jr", "普惠金融、风险提示和机构名单"),
)
_SHARE = {Level.PROVINCE: "厅", Level.PREFECTURE: "局", Level.COUNTY: "局"}


@dataclass(frozen=True, slots=True)
class Planned:
    """计划中的机关: as it is to be registered; ``path`` and ``parent`` by codes, ``topic`` what it makes public."""

    code: str
    parent: str
    path: str
    name: str
    self_name: str
    level: Level
    kind: Kind
    topic: str

    @property
    def has_rule_making(self) -> bool:
        """Governments of provinces and cities make rules (规章)."""
        return self.kind == Kind.GOVERNMENT and self.level in (Level.PROVINCE, Level.PREFECTURE)


@dataclass(frozen=True, slots=True)
class _Size:
    """规模: how many of each stand at one place; a small province is small everywhere."""

    cities: int
    counties: int
    departments: int
    towns: int

    @property
    def province(self) -> int:
        """Agencies of one province."""
        government = 2 + self.departments
        return government + self.cities * (government + self.counties * (government + self.towns))


_WHOLE: Final = _Size(15, 7, 30, 13)
_SMALL: Final = _Size(6, 3, 4, 2)
_SMALL_UNTIL: Final = 180
ROOT: Final = "gz"


def plan(agencies: int) -> Iterator[Planned]:
    """So many agencies, parents first: one province, several under one office where one does not hold them."""
    size = _SMALL if agencies <= _SMALL_UNTIL else _WHOLE
    return islice(_everybody(size, several=agencies > size.province), agencies)


def _everybody(size: _Size, *, several: bool) -> Iterator[Planned]:
    top = ""
    if several:
        yield Planned(ROOT, "", ROOT, "全国公开工作主管部门", "我部门", Level.NATIONAL, Kind.OTHER, "公开工作制度")
        top = ROOT
    number = 0
    for place in range(len(_QUARTERS) * len(_LANDS)):
        name = f"{_QUARTERS[place % len(_QUARTERS)]}{_LANDS[place // len(_QUARTERS)]}省"
        code = f"p{place + 1:02}"
        yield from _government(code, top, f"{top}/{code}" if top else code, name, Level.PROVINCE, size)
        for city in range(size.cities):
            yield from _city(f"{code}-{city + 1:02}", (code, top), name, number, size)
            number += 1 + size.counties


def _city(code: str, above: tuple[str, str], province: str, number: int, size: _Size) -> Iterator[Planned]:
    over, top = above
    path = f"{f'{top}/' if top else ''}{over}/{code}"
    name = f"{province}{_place(number)}市"
    yield from _government(code, over, path, name, Level.PREFECTURE, size)
    for county in range(size.counties):
        # Counties are named without the province: names stay as short as official ones are.
        own = f"{_place(number)}市{_place(number + county + 1)}{'县' if county % 3 else '区'}"
        below = f"{code}-{county + 1:02}"
        yield from _government(below, code, f"{path}/{below}", own, Level.COUNTY, size)
        yield from _towns(below, f"{path}/{below}", own, size)


def _government(code: str, parent: str, path: str, name: str, level: Level, size: _Size) -> Iterator[Planned]:
    yield Planned(code, parent, path, f"{name}人民政府", "我们", level, Kind.GOVERNMENT, "规划计划、政策文件和财政资金")
    office = f"{code}-bg"
    word = "办公室" if level is Level.COUNTY else "办公厅"
    below = f"{path}/{office}"
    kind = Kind.GOVERNMENT_OFFICE
    yield Planned(office, code, below, f"{name}人民政府{word}", "我办", level, kind, "会议决定、政策解读和公报")
    for short, slug, topic in DEPARTMENTS[: size.departments]:
        own, last = f"{code}-{slug}", _SHARE[level]
        kind = Kind.DEPARTMENT
        yield Planned(own, code, f"{path}/{own}", f"{name}{short}{last}", f"我{last}", level, kind, topic)


def _towns(code: str, path: str, name: str, size: _Size) -> Iterator[Planned]:
    for town in range(size.towns):
        own = f"{code}-z{town + 1:02}"
        full = f"{name}{_place(len(name) * 31 + int(code[-2:]) * 17 + town * 41)}{'镇' if town % 3 else '乡'}人民政府"
        topic = "惠民补贴发放、村级财务和救灾救助"
        yield Planned(own, code, f"{path}/{own}", full, "我们", Level.TOWNSHIP, Kind.GOVERNMENT, topic)


def _place(number: int) -> str:
    """An invented name of two characters; another for each number below the product of both lists."""
    # 7 and the length of the list have no common divisor: neighbours differ in both characters.
    first, second = number % len(_FIRST), (number // len(_FIRST) + number * 7) % len(_SECOND)
    return f"{_FIRST[first]}{_SECOND[second]}"
