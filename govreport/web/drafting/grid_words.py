"""表格操作用语: the sentences that scripts say about blocks of cells (static/js/blocks.js, paste.js)."""

from django.utils.translation import gettext as _


def grid_words() -> dict[str, str]:
    """By the names the scripts use; the reasons of static/js/place.js among them."""
    return {
        "selected": _("已选 {rows} 行 {columns} 列，共 {count} 格，可以复制。"),
        "copied": _("已复制。"),
        "filled": _("已填入 {count} 格，可以撤销。"),
        "cleared": _("已清空 {count} 格，可以撤销。"),
        "undone": _("已撤销，恢复 {count} 格。"),
        "undoneBut": _("已撤销，恢复 {count} 格；另有 {kept} 格后来改过，保持不变。"),
        "redone": _("已重做，填入 {count} 格。"),
        "fill": _("填入 {count} 格"),
        "cancel": _("取消"),
        "close": _("关闭"),
        "empty": _("空白"),
        "nowhere": _("不在表中"),
        "changes": _("将改动 {count} 格。"),
        "over": _("其中 {count} 格原来有内容。"),
        "same": _("{count} 格与原来相同。"),
        "left": _("{count} 格没有填入，原因见下。"),
        "heads": _("略去表头 {count} 行。"),
        "labels": _("略去行名 {count} 列。"),
        "named": _("已按行名、列名对上位置。"),
        "read": _("原文“{text}”"),
        "odd": _("不是一个数，照原样填入，需要核对"),
        "total": _("合计自动计算"),
        "locked": _("这一格不能直接填写"),
        "label": _("对应的位置是表头，不是填数的格"),
        "outside": _("超出了表格"),
        "blank": _("粘贴的是空白，保留原来的内容"),
        "text": _("不是数字"),
        "foreign": _("表中没有这个行名或列名"),
        "double": _("同一格有两个内容，取前一个"),
    }
