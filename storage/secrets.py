"""What the house must never tell: keys and passwords, in one private file of the data folder."""

import secrets
import stat
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from domain.errors import Misconfigured
from storage.files import locked, write_whole

_FILE = "secrets.json"
_LOCK = "secrets.lock"


def _key() -> bytes:
    return secrets.token_bytes(32)


def _password() -> str:
    return secrets.token_urlsafe(32)


class RolePasswords(BaseModel):
    """One password for each role that may sign in to the database; `superuser` only on the embedded server."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    superuser: str = Field(default_factory=_password, repr=False)
    owner: str = Field(default_factory=_password, repr=False)
    app: str = Field(default_factory=_password, repr=False)
    facts: str = Field(default_factory=_password, repr=False)
    audit: str = Field(default_factory=_password, repr=False)


class Secrets(BaseModel):
    """Keys of 32 bytes each, by purpose, and the passwords of the database roles; nothing of it in any repr.

    `column_keys` open encrypted columns by key id, `current_column_key` is the id that new values are closed with.
    """

    model_config = ConfigDict(
        frozen=True, hide_input_in_errors=True, ser_json_bytes="base64", val_json_bytes="base64"
    )  # fmt: skip

    guard_key: bytes = Field(default_factory=_key, repr=False, min_length=32, max_length=32)
    audit_key: bytes = Field(default_factory=_key, repr=False, min_length=32, max_length=32)
    subject_key: bytes = Field(default_factory=_key, repr=False, min_length=32, max_length=32)
    cookie_key: bytes = Field(default_factory=_key, repr=False, min_length=32, max_length=32)
    column_keys: dict[str, bytes] = Field(default_factory=lambda: {"k1": _key()}, repr=False)
    current_column_key: str = "k1"
    passwords: RolePasswords = Field(default_factory=RolePasswords, repr=False)

    @model_validator(mode="after")
    def _current_key_exists(self) -> Self:
        if len(self.column_keys.get(self.current_column_key, b"")) != 32:
            raise ValueError("the current column key is missing or has not 32 bytes")
        return self

    @classmethod
    def open(cls, folder: Path) -> "Secrets":
        """The secrets of this data folder; made at the first call, the same for every process after it.

        Raises:
            Misconfigured: the folder cannot be used, or the file is damaged, readable by others, or gone while the
            database it opens is there.
        """
        path = folder / _FILE
        try:
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                _make(folder)
            return _read(path)
        except OSError as error:
            raise Misconfigured(f"The data folder {folder} cannot be used: {error.strerror}.") from None

    def with_new_column_key(self, folder: Path) -> "Secrets":
        """The secrets of the folder with one more column key, which is current from now on; older keys still open.

        Processes that are running hold the secrets they opened; they must be restarted before the next rotation.
        """
        with locked(folder / _LOCK):
            held = _read(folder / _FILE)
            name = f"k{max(int(known[1:]) for known in held.column_keys) + 1}"
            keys = {**held.column_keys, name: _key()}
            rotated = held.model_copy(update={"column_keys": keys, "current_column_key": name})
            write_whole(folder / _FILE, _spoken(rotated))
        return rotated


def _make(folder: Path) -> None:
    with locked(folder / _LOCK):
        path = folder / _FILE
        if path.exists():
            return
        if (folder / "postgres").exists():
            raise Misconfigured(
                f"{path} is missing but the database it opens is there; put it back from a backup of the folder."
            )
        write_whole(path, _spoken(Secrets()))


def _read(path: Path) -> Secrets:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Misconfigured(f"{path} can be read by other users of this machine; run: chmod 600 {path}")
    try:
        return Secrets.model_validate_json(path.read_bytes())
    except ValidationError:
        raise Misconfigured(f"{path} is damaged; put it back from a backup of the folder.") from None


def _spoken(held: Secrets) -> bytes:
    return held.model_dump_json(indent=2).encode()
