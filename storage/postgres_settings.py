"""What the embedded PostgreSQL is told at each start."""

import os
from pathlib import Path

_MIB = 1024 * 1024

# Errors are logged without the row, the statement and the parameters: they may name a patient.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "synchronous_commit": "on",
    "jit": "off",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}


def settings_text(socket_folder: Path) -> str:
    """The whole `postgresql.conf`: listening on a socket in that folder and nowhere else."""
    settings = {**_SETTINGS, **_memory(), "unix_socket_directories": f'"{socket_folder}"'}
    return "".join(f"{name} = '{_quoted(value)}'\n" for name, value in settings.items())


def _memory() -> dict[str, str]:
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MIB
    return {
        "shared_buffers": f"{min(1024, max(128, total // 8))}MB",
        "effective_cache_size": f"{max(256, total // 3)}MB",
    }


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")
