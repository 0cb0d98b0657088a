"""How an attempt ended, and what the administrator does about it."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    """``ARRIVED`` is the only good one."""

    ARRIVED = "arrived", "已送达"
    REFUSED = "refused", "对方答复了错误状态"
    REDIRECTED = "redirected", "对方要求转到别处"
    GONE = "gone", "对方声明不再接收（410）"
    TOO_SLOW = "too_slow", "对方没有及时答复"
    BROKEN_OFF = "broken_off", "连接不上或者中断"
    UNTRUSTED = "untrusted", "对方的证书不可信"
    UNKNOWN_NAME = "unknown_name", "找不到这个主机名"
    FORBIDDEN = "forbidden", "主机名指向不允许发往的网络"


REMEDIES = {
    Outcome.REFUSED: "请对方查看其接收程序的日志，按接口说明核对签名和格式。",
    Outcome.REDIRECTED: "平台不跟随转向，请向对方核实最终地址后更改登记。",
    Outcome.GONE: "地址已自动停用。请与对方核实，更改地址或者重新启用。",
    Outcome.TOO_SLOW: "请对方先答复收到，再在后台处理。",
    Outcome.BROKEN_OFF: "请核对对方服务是否运行、防火墙是否放行。",
    Outcome.UNTRUSTED: "请对方更换证书，或者由运维人员把政务网的根证书加入服务器。",
    Outcome.UNKNOWN_NAME: "请核对主机名和服务器的域名解析。",
    Outcome.FORBIDDEN: "确须发往内网的，由运维人员在设置中写明该网络。",
}
"""What to do about each; with `Outcome.ARRIVED` nothing."""
