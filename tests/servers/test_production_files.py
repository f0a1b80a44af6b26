"""The files that docs/howto/production.md gives operators are understood by the programs that they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import programs

GUIDE = programs.ROOT / "docs" / "howto" / "production.md"
NGINX = "pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {temporary} {ours} }}"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def blocks(language: str) -> list[str]:
    """Every block of one language in the guide."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)


def units() -> dict[str, str]:
    """Unit files by name, as the line before each says."""
    text = GUIDE.read_text(encoding="utf-8")
    return dict(re.findall(r"/systemd/system/([\w.-]+)`:\n\n```ini\n(.*?)^```$", text, re.M | re.S))


def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or programs.missing("systemd-analyze", "systemd")
    found = units()
    assert set(found) == {"dateline.service", "dateline-backup.service", "dateline-backup.timer"}
    for name, text in found.items():
        (tmp_path / name).write_text(text.replace("/opt/dateline/bin/dateline", sys.executable), encoding="utf-8")
    said = subprocess.run(
        [program, "verify", "--man=no", *(str(tmp_path / name) for name in found)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in said.stderr.splitlines() if "dateline" in line]
    assert (said.returncode, ours) == (0, []), said.stderr


@pytest.mark.nginx
def test_nginx_understands_the_servers_of_the_guide(tmp_path: Path) -> None:
    program = programs.nginx()
    openssl = shutil.which("openssl") or programs.missing("openssl", "openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=news.example.org", "-days", "2",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    (ours,) = blocks("nginx")
    ours = re.sub(r"ssl_certificate_key .*?;", f"ssl_certificate_key {key};", ours)
    ours = re.sub(r"ssl_certificate  .*?;", f"ssl_certificate {certificate};", ours)
    ours = ours.replace("/var/cache/dateline-media", str(tmp_path / "kept"))
    temporary = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in TEMPORARY)
    settings = tmp_path / "nginx.conf"
    settings.write_text(NGINX.format(folder=tmp_path, temporary=temporary, ours=ours), encoding="utf-8")
    said = subprocess.run([program, "-t", "-c", str(settings)], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_caddy_understands_its_file(tmp_path: Path) -> None:
    program = shutil.which("caddy") or programs.missing("Caddy", "caddy")
    (ours,) = blocks("text")
    (tmp_path / "Caddyfile").write_text(ours, encoding="utf-8")
    said = subprocess.run(
        [program, "validate", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
