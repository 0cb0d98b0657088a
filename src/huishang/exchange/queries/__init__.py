"""Every read of the answers: for the system administrator, and for who asks whether one arrived."""

from ..labels import REMEDIES, Outcome
from ..lifecycle import DeliveryState
from ..models import Delivery, Endpoint
from ..policies.answers import Answer
from .deliveries import DeliveryRow, Hitch, dead_letters, deliveries, delivery, hitch
from .endpoints import EndpointView, Standing, endpoint, endpoint_of, endpoint_view, standing

__all__ = [
    "REMEDIES",
    "Answer",
    "Delivery",
    "DeliveryRow",
    "DeliveryState",
    "Endpoint",
    "EndpointView",
    "Hitch",
    "Outcome",
    "Standing",
    "dead_letters",
    "deliveries",
    "delivery",
    "endpoint",
    "endpoint_of",
    "endpoint_view",
    "hitch",
    "standing",
]
