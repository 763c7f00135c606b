"""One tree of errors; each leaf names the sentence a person gets (`assistant/replies.py` holds the sentences).

AssistantError
├── NotUnderstood        the question lacks something; a hint says what
├── NotAllowed           the gate said no (reads to the asker exactly as NotFound)
├── NotFound             nothing there
├── NeedsSignIn          the question wants an identity or a higher assurance level
├── Undefined            no definition answers the question; the nearest ones are named
├── TooLong              the message is larger than a channel may bring
├── SourceUnavailable    a store did not answer
│   ├── SourceTimeout    … in time
│   └── SourceGarbled    … with something we understand
├── UnknownPersona       no such person to play in this demo
├── UnknownSession       a session that is not this person's
└── Misconfigured        a setting is missing or contradicts another
"""

from typing import ClassVar


class AssistantError(Exception):
    """Something expected went wrong, and a person will hear one clear sentence."""

    reply_key: ClassVar[str] = "try_later"


class NotUnderstood(AssistantError):  # noqa: N818 - the tree reads as sentences
    """The question lacks something that the asker can add."""

    reply_key = "not_understood"

    def __init__(self, hint: str = "", *, slot: str = "", choices: tuple[str, ...] = ()) -> None:
        """Keep the hint (what to ask the person, in Vietnamese), which argument lacks, and what it may be."""
        super().__init__(hint)
        self.hint = hint
        self.slot = slot
        self.choices = choices


class NotAllowed(AssistantError):  # noqa: N818 - see above
    """The gate said no. The asker hears the same as for NotFound."""

    reply_key = "not_here_for_you"


class NotFound(AssistantError):  # noqa: N818 - see above
    """Nothing there, within the asker's rights."""

    reply_key = "not_here_for_you"


class NeedsSignIn(AssistantError):  # noqa: N818 - see above
    """The question is about a person and the asker has not shown who they are."""

    reply_key = "sign_in"


class Undefined(AssistantError):  # noqa: N818 - see above
    """No definition answers the question."""

    reply_key = "undefined"

    def __init__(self, asked: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep what was asked and the names of the nearest defined things."""
        super().__init__(asked)
        self.asked = asked
        self.nearest = nearest


class TooLong(AssistantError):  # noqa: N818 - see above
    """The message is larger than a channel may bring."""

    reply_key = "too_long"


class SourceUnavailable(AssistantError):  # noqa: N818 - see above
    """A store did not answer."""

    reply_key = "try_later"


class SourceTimeout(SourceUnavailable):
    """A store did not answer in time."""


class SourceGarbled(SourceUnavailable):
    """A store answered with something we do not understand; a human should look."""


class UnknownPersona(AssistantError):  # noqa: N818 - see above
    """No such person to play."""

    reply_key = "unknown_persona"


class UnknownSession(AssistantError):  # noqa: N818 - see above
    """The session does not exist or is not this person's."""

    reply_key = "unknown_session"


class Misconfigured(AssistantError):  # noqa: N818 - see above
    """A setting is missing, wrong, or contradicts another. For operators, in English."""
