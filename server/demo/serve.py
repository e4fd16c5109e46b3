"""`hearth demo`: a made-up couple in folders of their own, beside the real ones and never among them."""

import sys
from dataclasses import replace
from pathlib import Path

from server.app import create_app
from server.config import Settings
from server.db import close, transaction
from server.demo.play import PASSWORD, PEOPLE, play
from server.host.serving import serve
from server.people import profiles


def demo_settings(settings: Settings, folder: Path) -> Settings:
    """The same settings with data, secrets and an embedded database under `folder`."""
    data_dir = (folder / "demo-instance").resolve()
    url = f"sqlite:///{data_dir / 'hearth.db'}"
    secrets_dir = (folder / "demo-secrets").resolve()
    return replace(settings, data_dir=data_dir, secrets_dir=secrets_dir, database_url=url, owner_database_url=url)


def serve_demo(settings: Settings, folder: Path, host: str, port: int) -> int:
    """Serves the demo; lives its history at the first start."""
    settings = demo_settings(settings, folder)

    def prepare() -> None:
        app = create_app(settings)
        with app.app_context(), transaction(write=False) as session:
            is_new = not profiles.is_anyone_there(session)
        if is_new:
            sys.stdout.write("Writing 120 days of a made-up couple's history. This takes a moment.\n")
            sys.stdout.flush()
            play(app)
        close(app)
        handles = " or ".join(handle for handle, _ in PEOPLE)
        sys.stdout.write(f"Sign in as {handles}, password: {PASSWORD}\n")

    return serve(settings, host, port, prepare)
