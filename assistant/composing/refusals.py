"""Expected errors as findings: kind, plain, and the same whether the thing is not there or not theirs."""

from assistant.composing.finding import Finding, Outcome
from assistant.composing.grounding import evidence_of
from assistant.replies import say
from domain.blocks import NEEDS_SIGN_IN, ChoicesBlock, TextBlock
from domain.errors import AssistantError, NeedsSignIn, NotAllowed, NotFound, NotUnderstood, Undefined

_OUTCOMES: tuple[tuple[type[AssistantError], Outcome], ...] = (
    (NotAllowed, "denied"),
    (NotFound, "denied"),
    (NeedsSignIn, "denied"),
)


def refusal(error: AssistantError) -> Finding:
    """What the person hears instead of an answer."""
    outcome: Outcome = next((said for kind, said in _OUTCOMES if isinstance(error, kind)), "failed")
    if isinstance(error, NotUnderstood) and error.hint:
        return _asked_back(error)
    if isinstance(error, Undefined):
        return _undefined(error)
    note = {NEEDS_SIGN_IN: True} if isinstance(error, NeedsSignIn) else {}
    return Finding((TextBlock(text=say(error.reply_key)),), outcome=outcome, note=note)


def _asked_back(error: NotUnderstood) -> Finding:
    choices = (ChoicesBlock(choices=error.choices),) if error.choices else ()
    note = {"ask": error.slot, "choices": list(error.choices)} if error.slot else {}
    evidence = evidence_of([error.hint, *error.choices])
    return Finding((TextBlock(text=error.hint), *choices), evidence=evidence, outcome="failed", note=note)


def _undefined(error: Undefined) -> Finding:
    text = TextBlock(text=say("undefined", asked=error.asked))
    if not error.nearest:
        return Finding((text,), outcome="failed")
    return Finding((text, ChoicesBlock(text="Có thể anh/chị muốn hỏi:", choices=error.nearest)), outcome="failed")
