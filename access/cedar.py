"""The policies, asked. `policies/*.cedar` are the rules; this file only carries the question to them."""

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import cedarpy

from access.bounds import Bounds
from access.decision import Decision
from access.facts import Facts
from domain.actions import Action
from domain.names import EVERY, Names
from domain.people import Channel, Viewer

POLICY_FILES = ("walls", "kinds", "people", "care", "officers")


def policy_text() -> str:
    """All policies in one text."""
    folder = files("access.policies")
    return "\n".join((folder / f"{name}.cedar").read_text(encoding="utf-8") for name in POLICY_FILES)


def schema_text() -> str:
    """The schema that the policies are validated against in tests."""
    return (files("access.policies") / "schema.cedarschema").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Policy:
    """Cedar with our policies, parsed once."""

    policies: cedarpy.PolicySet
    actions: cedarpy.Entities
    names: dict[str, str]

    def decide(self, viewer: Viewer, facts: Facts, action: Action, bounds: Bounds) -> Decision:
        """Deny unless a permit says yes and no forbid says no. Pure: everything it knows is handed in."""
        entities = self.actions.with_added_json_str(json.dumps([_viewer(viewer, facts), _records(bounds)]))
        request = {
            "principal": {"type": "Viewer", "id": "asker"},
            "action": {"type": "Action", "id": action.value},
            "resource": {"type": "Records", "id": "asked"},
            "context": {"messenger": viewer.channel is not Channel.WEB, "messenger_consent": viewer.messenger_consent},
        }
        result = cedarpy.is_authorized(request, self.policies, entities)
        said = sorted(self.names.get(rule, rule) for rule in result.diagnostics.reasons)
        return Decision(result.allowed and not result.diagnostics.errors, "; ".join(said) or "no rule permits it")


def open_policy(text: str | None = None) -> Policy:
    """The house's policies ready to be asked; `text` replaces them (tests of mutated rules)."""
    text = text or policy_text()
    policies = cedarpy.PolicySet.from_str(text)
    listed = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]
    names = {key: str(value.get("annotations", {}).get("id", key)) for key, value in listed.items()}
    return Policy(policies, _action_groups(), names)


def _action_groups() -> cedarpy.Entities:
    """Actions with the groups they are in, read from the schema so that they are said once."""
    declared: list[dict[str, Any]] = []
    for line in schema_text().splitlines():
        if line.startswith("action ") and " in [" in line:
            name, _, rest = line.removeprefix("action ").partition(" in [")
            groups = [group.strip() for group in rest.partition("]")[0].split(",")]
            declared.append(_entity("Action", name.strip('"'), {}, [("Action", group) for group in groups]))
    return cedarpy.Entities.from_json_str(json.dumps(declared))


def _entity(kind: str, name: str, attrs: dict[str, Any], parents: list[tuple[str, str]]) -> dict[str, Any]:
    return {"uid": {"type": kind, "id": name}, "attrs": attrs,
            "parents": [{"type": t, "id": i} for t, i in parents]}  # fmt: skip


def _viewer(viewer: Viewer, facts: Facts) -> dict[str, Any]:
    attrs = {
        "role": viewer.role.value,
        "level": int(viewer.level),
        "own": sorted(facts.own),
        "cares_for": sorted(facts.cares_for),
        "facility": [viewer.facility] if viewer.facility else [],
        "clearances": sorted(viewer.clearances),
        **_names("facilities", "every_facility", viewer.facilities),
        **_names("communes", "every_commune", viewer.communes),
    }
    return _entity("Viewer", "asker", attrs, [])


def _records(bounds: Bounds) -> dict[str, Any]:
    attrs = {
        "kinds": sorted(bounds.kinds),
        "of_persons": bounds.of_persons,
        "classes": sorted(bounds.classes),
        **_names("persons", "every_person", bounds.persons),
        **_names("facilities", "every_facility", bounds.facilities),
        **_names("communes", "every_commune", bounds.communes),
    }
    return _entity("Records", "asked", attrs, [])


def _names(field: str, every: str, names: Names) -> dict[str, Any]:
    return {field: [] if names is EVERY else sorted(names), every: names is EVERY}
