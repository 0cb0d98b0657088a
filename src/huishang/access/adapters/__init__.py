"""Where allauth asks the house: accounts and the door, second factors, outside identities."""

from .accounts import AccountAdapter, address_of
from .factors import FactorAdapter
from .identities import IdentityAdapter

__all__ = ["AccountAdapter", "FactorAdapter", "IdentityAdapter", "address_of"]
