"""Servers that a phone may meet, as handlers of routes: none, one that fails, one that signed it out, one that lies."""

from playwright.sync_api import Route


def unreachable(route: Route) -> None:
    """Nobody answers."""
    route.abort()


def failing(route: Route) -> None:
    """Its own fault."""
    _refuse(route, 500, "server_error")


def revoking(route: Route) -> None:
    """This device was signed out from another one."""
    _refuse(route, 401, "device_revoked")


def naming_another_key(route: Route) -> None:
    """The true answer, with another public key for whoever asks."""
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | {"me": {"person": {"public_key": "another"}}})


def _refuse(route: Route, status: int, code: str) -> None:
    body = f'{{"code": "{code}", "status": {status}}}'
    route.fulfill(status=status, content_type="application/problem+json", body=body)
