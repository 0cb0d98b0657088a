"""What the answers to programs leave in the audit. Where an answer goes to is kept apart."""

from huishang.audit.event_types import Nature, declare

REGISTERED = declare("exchange.register_endpoint", "登记答复地址", legible=True)
ROTATED = declare("exchange.rotate_secret", "更换答复签名密钥")
SWITCHED_ON = declare("exchange.switch_on", "启用答复地址")
SWITCHED_OFF = declare("exchange.switch_off", "停用答复地址", legible=True)
TRIED = declare("exchange.try_out", "试发答复")
PUT_OUT = declare("exchange.put_out", "答复待发", Nature.SYSTEM)
DELIVERED = declare("exchange.deliver", "答复送达", Nature.SYSTEM, export=True)
FAILED = declare("exchange.fail", "答复没有送到", Nature.SYSTEM)
WITHHELD = declare("exchange.withhold", "答复不再发出", Nature.SYSTEM)
SENT_AGAIN = declare("exchange.send_again", "重发答复")
GIVEN_UP = declare("exchange.give_up", "答复不再重发", legible=True)
