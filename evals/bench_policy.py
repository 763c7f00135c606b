"""How long a decision takes, beside bare cedarpy on the same policies."""

import json
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

import cedarpy

from access.bounds import bounds_of
from access.cedar import open_policy, policy_text
from access.facts import Facts
from access.scopes import shape
from app.wiring import House
from domain.actions import Action
from domain.people import Assurance, Role, Viewer
from evals.report import Report

_ROUNDS = 2_000


async def bench_policy(_: House) -> Report:
    """Decisions of a doctor about one patient, and the bare engine with one small entity, in turns."""
    began, policy = perf_counter(), open_policy()
    viewer = Viewer(person_id="NV1", role=Role.DOCTOR, level=Assurance.STAFF, facility="99001", department="K03")
    facts = Facts(own=frozenset({"NV1"}), cares_for=frozenset({"BN1"}))
    scope = shape(viewer, facts, Action.READ_ENCOUNTERS, person="BN1")
    if scope is None:
        raise AssertionError("a doctor has a shape for encounters")
    bounds, parsed = bounds_of(scope), cedarpy.PolicySet.from_str(policy_text())
    bare_request = {"principal": 'Viewer::"a"', "action": 'Action::"emr.encounter.read"', "resource": 'Records::"r"'}
    entities = cedarpy.Entities.from_json_str(json.dumps([]))
    ours, bare = [], []
    for _round in range(_ROUNDS):
        ours.append(_timed(lambda: policy.decide(viewer, facts, Action.READ_ENCOUNTERS, bounds)))
        bare.append(_timed(lambda: cedarpy.is_authorized(bare_request, parsed, entities)))
    return Report(
        name="policy", aims={}, n=_ROUNDS, seconds=round(perf_counter() - began, 1),
        figures={"median_us": round(median(ours), 1), "p99_us": round(quantiles(ours, n=100)[98], 1),
                 "ratio_to_bare": round(median(ours) / median(bare), 2)},
        floors={"bare_cedarpy_median_us": round(median(bare), 1),
                "bare_cedarpy_p99_us": round(quantiles(bare, n=100)[98], 1)},
    )  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1e6
