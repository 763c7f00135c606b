"""The policies fit their schema, and each can be named in an audit."""

import json

import cedarpy

from access.cedar import policy_text, schema_text
from domain.actions import Action


def test_the_policies_are_valid_against_their_schema() -> None:
    result = cedarpy.validate_policies(policy_text(), schema_text())
    assert result.validation_passed, [str(error) for error in result.errors]


def test_every_policy_has_a_name_of_its_own() -> None:
    listed = json.loads(cedarpy.policies_to_json_str(policy_text()))["staticPolicies"]
    names = [policy.get("annotations", {}).get("id") for policy in listed.values()]
    assert None not in names
    assert len(names) == len(set(names))


def test_every_action_says_which_kinds_it_may_bring_back() -> None:
    assert all(f'@id("kinds of {action.value}")' in policy_text() for action in Action)
