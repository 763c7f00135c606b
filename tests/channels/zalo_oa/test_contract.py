"""What every messenger promises, held against the Official Account."""

from tests.channels.contract import Contract
from tests.channels.far import Far
from tests.channels.zalo_oa.far_side import ZaloOaFar


class TestZaloOa(Contract):
    """All twenty-six."""


def satisfied(far: ZaloOaFar) -> Far:
    return far
