"""Chinese: loaded words, and words whose meaning a translation has to keep; they stand without spaces."""

from __future__ import annotations

LOADED: dict[str, str] = {
    "label": "政权 傀儡 恐怖分子 政变者 独裁者 暴君 暴徒 极端分子 狂热分子 法西斯 走狗 叛徒 自封 所谓的 伪",
    "loaded language": "残暴 残忍 野蛮 惨无人道 可耻 无耻 丑闻般 荒谬 荒唐 可悲 屠杀 血洗 混乱不堪 臭名昭著 猛烈抨击 痛斥 怒批",
    "puffery": "历史性 传奇 英雄般 非凡 壮观 辉煌 伟大 史无前例",
    "doubt verb": "声称 宣称 供认 承认说 吹嘘",
    "author's judgement": "遗憾的是 幸运的是 显然 毫无疑问 当然",
}
NEGATIONS = "不 没 未 无 非"
DENIALS = "拒绝 否认 否决"
HEDGES = """
    可能 或许 也许 大概 据称 据报道 据说 涉嫌 疑似 似乎 看来 或将
"""
PLANS = "计划 打算 拟 预计 将要 准备"
CONDITIONS = "如果 除非 倘若 若 尽管 虽然"
NUMBERS = """
    一=1 二=2 两=2 三=3 四=4 五=5 六=6 七=7 八=8 九=9 十=10
"""
SCALES = """
    千=3 万=4 百万=6 亿=8 万亿=12
"""
OPENERS = "然而 此外 随后 但 但是 而且 他 她 它 他们 这 该"
SAYING = """
    说 表示 称 宣布 告诉 写道 指出 否认 警告 要求 呼吁 据 强调 补充 问 指责 批评 承诺 报道
"""
