"""The addresses of the interface, one file a subject."""

from ..schemas.problem import Problem

REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)
"""Every status a refusal may have; each carries a `Problem`."""

__all__ = ["REFUSALS"]
