"""What is asked for several times in one turn, also by tools that run side by side, is looked up once."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Once(Generic[Value]):
    """Answers by key; what was refused or failed is asked again, so that each refusal is remembered."""

    _found: dict[Hashable, Value] = field(default_factory=dict)
    _asking: defaultdict[Hashable, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def __call__(self, key: Hashable, ask: Callable[[], Awaitable[Value]]) -> Value:
        """The answer to that key; whoever asks while another does waits for the same answer."""
        async with self._asking[key]:
            if key not in self._found:
                self._found[key] = await ask()
        return self._found[key]
