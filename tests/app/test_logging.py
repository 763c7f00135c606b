"""However much is logged, the libraries beneath us log nothing of what they carry."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

TOLD = "secret" + "-of-nguyen"
SCRIPT = f"""
import logging
from app.commands.shared import start
start()
for name in ("openai._base_client", "httpx", "httpcore.http11", "sqlalchemy.engine", "psycopg", "langchain", "asyncio"):
    logging.getLogger(name).debug("{TOLD}")
    logging.getLogger(name).info("{TOLD}")
logging.getLogger("app.worker").debug("ours")
"""


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "ERROR"])
def test_only_our_own_rooms_follow_the_level(tmp_path: Path, level: str) -> None:
    environment = {"HOIYTE_DATA": str(tmp_path), "HOIYTE_LOG_LEVEL": level}
    ran = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert TOLD not in ran.stderr
    assert ("ours" in ran.stderr) == (logging.getLevelNamesMapping()[level] <= logging.DEBUG)
