"""试验省的文字: paragraphs of our own sentences, different for every agency and year, true to the figures."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Final

from govreport.demo import sentences
from govreport.demo.province.tree import Planned
from govreport.standards.edition import Edition

Values = Mapping[str, Decimal | None]

_BEGINNINGS: Final = (
    "坚持以公开为常态、不公开为例外",
    "把公开的要求落到办事的每个环节",
    "围绕群众办事最常问的问题",
    "以让群众看得到、听得懂为标准",
    "按照年度工作要点",
    "对照主动公开事项标准目录",
    "结合日常履职",
    "着眼于方便企业和群众查找",
)
_DEEDS: Final = (
    "重点公开{topic}",
    "及时更新{topic}的有关信息",
    "把{topic}列为主动公开的重点",
    "对{topic}的政策逐件作出说明",
    "归集历年{topic}的文件和数据",
    "以图表形式解释{topic}的变化",
)
_ENDS: Final = (
    "发布前逐件核对内容和附件。",
    "一并公开依据和办理流程。",
    "年内根据来电来访调整了栏目。",
    "同步在服务窗口张贴。",
    "文件发布与解读同日上网。",
    "对失效内容加注说明。",
    "答复口径由业务科室统一把关。",
    "涉及个人信息的先作处理再公开。",
)
_MANAGEMENT: Final = (
    "公文起草时同步确定公开属性，不予公开的写明理由。",
    "规范性文件实行目录管理，逐件标注有效、修改或者废止。",
    "信息发布由经办人、科室负责人和分管负责人三级审核。",
    "上网信息按季度自查，错误和失效链接当天更正。",
    "保密审查与内容审核分开办理，留有记录。",
    "历史文件分批数字化，按主题和年份编目。",
    "机构职能和联系方式有变动的，五个工作日内更新。",
)
_PLATFORM: Final = (
    "整合门户网站公开专栏，常用栏目三次点击以内到达。",
    "优化站内检索，可以按标题、文号和年份查找。",
    "完成网站适老化和无障碍改造检测。",
    "政务新媒体账号统一备案，停更账号按程序注销。",
    "在服务大厅设政府信息查阅点，备有纸质汇编。",
    "每日巡查网站，发现问题当日处理。",
)
_SUPERVISION: Final = (
    "把公开工作纳入年度考核，按季度通报完成情况。",
    "组织业务培训，讲解申请办理流程和答复文书的写法。",
    "邀请服务对象代表评议公开内容，意见逐条反馈。",
    "建立任务台账，完成一项销号一项。",
    "年内没有因政府信息公开受到责任追究的情形。",
    "分管负责人每半年听取一次专题汇报。",
)
_TROUBLES: Final = (
    "{topic}的公开还不够细，办事指引类信息偏少",
    "负责公开工作的人员多为兼职，业务熟悉程度不一",
    "政策解读以文字为主，形式比较单一",
    "与申请人沟通的主动性还不够",
    "基层单位公开要素不统一",
    "部分栏目更新不够及时",
    "公开数据的可用性有待提高",
)
_REMEDIES: Final = (
    "逐项梳理{topic}的公开清单，明确时限和责任科室",
    "固定专人负责，新调整人员先培训后上岗",
    "增加图解和问答，重要文件由起草科室解读",
    "收到申请后先电话沟通，准确了解需要",
    "统一标准目录和样式，组织交叉检查",
    "设更新提醒，逾期的列入通报",
    "公开数据改用可编辑的格式",
)


class Writer:
    """行文: the texts of one report."""

    def __init__(self, dice: Random, agency: Planned, year: int) -> None:
        self.dice, self.agency, self.year = dice, agency, year

    def sections(self, edition: Edition, values: Values) -> dict[str, str]:
        """The text sections of the edition, in its order."""
        if edition.code == "e2014":
            return {"preamble": self._preamble(edition), "sec1": self._body(values), "closing": self._closing()}
        return {
            "preamble": self._preamble(edition),
            "sec1": self._overview(values),
            "sec5": self._problems(values),
            "sec6": self._others(edition, values),
            "closing": self._closing(),
        }

    def _some(self, bank: tuple[str, ...], count: int) -> str:
        return "".join(self.dice.sample(bank, count)).format(topic=self.agency.topic)

    def _proactive(self, count: int) -> str:
        deeds = self.dice.sample(_DEEDS, count)
        told = (f"{self.dice.choice(_BEGINNINGS)}，{deed}，{self.dice.choice(_ENDS)}" for deed in deeds)
        return "".join(told).format(topic=self.agency.topic)

    def _preamble(self, edition: Edition) -> str:
        return (
            f"本报告按照《中华人民共和国政府信息公开条例》和{edition.instrument}规定的格式编制。所列数据的统计期限为"
            f"{self.year}年1月1日至{self.year}年12月31日，范围为{self.agency.name}机关。"
        )

    def _closing(self) -> str:
        return f"对本报告内容有疑问的，请按照政府信息公开指南载明的方式与{self.agency.name}联系。"

    def _overview(self, values: Values) -> str:
        own = self.agency.self_name
        return "\n".join(
            (
                f"{self.year}年，{own}按照上级部署推进政府信息公开，各项任务按期完成。",
                f"（一）主动公开。{self._proactive(3)}",
                f"（二）依申请公开。{sentences.applications(self.year, values)}{sentences.disputes(values)}",
                f"（三）政府信息管理。{self._some(_MANAGEMENT, 3)}",
                f"（四）政府信息公开平台建设。{self._some(_PLATFORM, 2)}",
                f"（五）监督保障。{self._some(_SUPERVISION, 3)}",
            )
        )

    def _problems(self, values: Values) -> str:
        places = self.dice.sample(range(len(_TROUBLES)), 2)
        found = [bank[place].format(topic=self.agency.topic) for bank in (_TROUBLES, _REMEDIES) for place in places]
        return (
            f"（一）存在的主要问题：一是{found[0]}；二是{found[1]}。\n"
            f"（二）改进情况：一是{found[2]}；二是{found[3]}。{sentences.corrected(values)}"
        )

    def _others(self, edition: Edition, values: Values) -> str:
        first = sentences.fee(self.year, values) if edition.fee else "全年办理政府信息公开申请没有收取任何费用。"
        return f"（一）收费情况。{first}\n（二）年度要点落实情况。{self._proactive(2)}"

    def _body(self, values: Values) -> str:
        own = self.agency.self_name
        return "\n".join(
            (
                "一、概述",
                f"{self.year}年，{own}推进决策、执行、管理、服务、结果公开。{self._some(_MANAGEMENT, 2)}",
                "二、主动公开政府信息情况",
                self._proactive(3),
                "三、依申请公开政府信息情况",
                sentences.applications_2014(values),
                "四、行政复议、行政诉讼和举报投诉情况",
                sentences.disputes_2014(values),
                "五、监督保障和存在的问题",
                f"{self._some(_SUPERVISION, 2)}{self._some(_TROUBLES, 1)}；下一步，将{self._some(_REMEDIES, 1)}。",
            )
        )
