"""A headless Chromium from the system, and pages of it that must not complain."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright

SCREENS = Path(__file__).parents[2] / "artefacts" / "screens"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"phone": (390, 844), "desk": (1280, 800), "tiny": (320, 640)}
Size = Literal["phone", "desk", "tiny"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's Chromium; without one the test fails with one sentence."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            "Browser tests need Chromium, and none is installed: run `apt-get install chromium`.", pytrace=False
        )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@dataclass
class Screen:
    """One open page and what a person does on it."""

    page: Page
    name: str
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def listen(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(word in message.text for word in self.expected):
            self.complaints.append(message.text)

    async def open(self, url: str) -> None:
        await self.page.goto(url)
        await self.page.wait_for_selector("#welcome:not([hidden]), #thread > li")

    async def play(self, who: str) -> None:
        await self.page.click("#who")
        await self.page.click(f"#people >> text={who}")
        await self.page.wait_for_function("who => document.querySelector('#who').textContent.includes(who)", arg=who)

    async def ask(self, text: str, *, wait: bool = True) -> None:
        answers = await self.page.locator(".theirs").count()
        await self.page.fill("#question", text)
        await self.page.click("#go")
        if wait:
            await self.page.locator(".theirs").nth(answers).locator(".body:not([aria-busy])").wait_for()

    @property
    def last(self) -> Locator:
        return self.page.locator(".theirs").last

    async def shot(self, what: str) -> None:
        SCREENS.mkdir(parents=True, exist_ok=True)
        await self.page.wait_for_timeout(250)
        await self.page.screenshot(path=SCREENS / f"{what}-{self.name}.png")

    async def overflow(self) -> int:
        """How far the page itself, and not a part of it, could be scrolled, either way."""
        root = "document.documentElement"
        beyond = f"Math.max({root}.scrollWidth - innerWidth, {root}.scrollHeight - innerHeight)"
        return int(await self.page.evaluate(beyond))


@asynccontextmanager
async def screen(browser: Browser, size: Size, scheme: Literal["light", "dark"] = "light") -> AsyncIterator[Screen]:
    """A page of that size which, at the end, must have said nothing in its console that was not expected."""
    width, height = SIZES[size]
    touch = size != "desk"
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=touch, is_mobile=touch,
        locale="vi-VN", permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    seen = Screen(await context.new_page(), f"{size}-{scheme}")
    seen.listen()
    yield seen
    await context.close()
    assert seen.complaints == []
