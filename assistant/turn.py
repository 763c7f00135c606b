"""One message in, one answer out. Read this file first."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from access.desk import Desks
from assistant import safety
from assistant.agent import Agent, Heard
from assistant.composing.finding import Finding
from assistant.composing.grounding import Evidence, evidence_of, untraced
from assistant.composing.names import strange_names
from assistant.context import ToolContext
from assistant.replies import say
from domain.blocks import READ, Answer, Block, ChoicesBlock, TextBlock, ToolTrace
from domain.clock import Clock
from domain.errors import NotUnderstood, TooLong
from domain.history import Said
from domain.messages import Inbound
from domain.people import Channel, Role, Viewer
from domain.turns import Listener, nobody
from domain.vocabulary import Vocabulary

LONGEST = 4_000
_log = logging.getLogger(__name__)
_WORDS = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The journey of one message through the assistant."""

    desks: Desks
    agent: Agent
    vocabulary: Vocabulary
    clock: Clock

    async def answer(self, message: Inbound, viewer: Viewer, history: Sequence[Said] = (), *, turn_id: str,
                     tell: Listener = nobody) -> Answer:  # fmt: skip
        """What the assistant says to one message.

        Raises:
            TooLong: the message is longer than a channel may bring.
            NotUnderstood: there is no word in it.
            SourceUnavailable: the audit or a store did not answer.
        """
        text = _tidy(message.text)
        if urgent := safety.look(text):
            return Answer(blocks=urgent.blocks, emergency=True, note={"emergency": urgent.kind})
        desk = self.desks.open(viewer, turn=turn_id)
        context = ToolContext(desk=desk, clock=self.clock, vocabulary=self.vocabulary, tell=tell, question=text)
        heard = await self.agent.investigate(text, history, context)
        answer = compose(_for_messenger(heard, viewer), text)
        return answer.model_copy(update={"note": answer.note | {READ: desk.readings()}})


def _tidy(text: str) -> str:
    if len(text) > LONGEST:
        raise TooLong
    plain = text.replace("\x00", " ").strip()
    if not _WORDS.search(plain):
        raise NotUnderstood(say("not_understood"))
    return plain


def _for_messenger(heard: Heard, viewer: Viewer) -> Heard:
    """A citizen's refusal on a messenger says where records are told, whoever's they are."""
    if viewer.role is not Role.CITIZEN or viewer.channel is Channel.WEB or viewer.messenger_consent:
        return heard
    told = Finding((TextBlock(text=say("open_on_web")),), outcome="denied")
    calls = (replace(call, finding=told) if call.finding.outcome == "denied" else call for call in heard.calls)
    return replace(heard, calls=tuple(calls))


def compose(heard: Heard, question: str) -> Answer:
    """The answer: what the tools worded, led in by the model's own words where those say nothing that was not found."""
    findings = [call.finding for call in heard.calls]
    evidence = frozenset[str]().union(*(f.evidence for f in findings), evidence_of([question]))
    said = [block for f in findings for block in f.blocks]
    worded = tuple(block for place, block in enumerate(said) if block not in said[:place])
    blocks = _spoken(heard, worded, evidence, question)
    traces = tuple(
        ToolTrace(name=c.name, args=c.args, outcome=c.finding.outcome, rows=c.finding.rows) for c in heard.calls
    )
    sources = tuple(dict.fromkeys(s for f in findings for s in f.sources))
    note = {k: v for f in findings for k, v in f.note.items()} | heard.note
    denied = bool(findings) and all(f.outcome == "denied" for f in findings)
    return Answer(blocks=blocks, sources=sources, tools=traces, note=note, model=heard.model,
                  refused=denied or bool(heard.note.get("refused") or heard.note.get("sign_in")))  # fmt: skip


def _spoken(heard: Heard, worded: tuple[Block, ...], evidence: Evidence, question: str) -> tuple[Block, ...]:
    own = TextBlock(text=heard.text) if heard.text.strip() else None
    if not worded:
        offered = tuple(str(choice) for choice in heard.note.get("choices", ()))
        return (own or TextBlock(text=say("not_understood")), *((ChoicesBlock(choices=offered),) if offered else ()))
    if loose := untraced(worded, evidence):
        _log.error("figures without a source in worded blocks", extra={"count": len(loose)})
    return (own, *worded) if own and _holds(own, heard, question) else worded


def _holds(own: TextBlock, heard: Heard, question: str) -> bool:
    """Whether a model's own words may be said: everything was found, and they name and count nothing else.

    Only what the tools worded as text counts: a figure of a table's or chart's other row is found too, and is wrong.
    """
    if any(call.finding.outcome != "ok" for call in heard.calls):
        return False
    known = [question, *(b.text for call in heard.calls for b in call.finding.blocks if isinstance(b, TextBlock))]
    return not untraced([own], evidence_of(known)) and not strange_names(own.text, known)
