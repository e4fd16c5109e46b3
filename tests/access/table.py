"""Every route under /api/v1, and what each actor is answered there: by hand where a slice has routes of its own, and
worked out from the declarations for each kind and each operation.

A row: method and rule as in the app's URL map -> (body, expected status by actor, in the order of world.ACTORS:
anonymous, stranger, unconfirmed, ex-partner, partner, author). Paths and bodies name ids of the world in braces; new,
handle and locator are fresh for every request. The ex-partner asks about the ended space, where the author wrote the
same things. Where both may do a thing that can be done once, the partner's turn comes first.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from server.slices import SLICES
from server.spaces.entity import AfterLeaving, Audience, Entity
from server.spaces.models import COUPLE, FORMER, PRIVATE
from server.writes.operation import Operation
from tests.access.samples.shape import Sample, Statuses
from tests.access.world import SAMPLE_FILES
from tests.people.forms import password_form, random_text, recovery_form, sign_up_form

S = "/spaces/{space}"
Row = tuple[Mapping[str, Any] | None, Statuses]

EVERYONE = (200, 200, 200, 200, 200, 200)
SIGNED_IN = (401, 200, 200, 200, 200, 200)
_DEVICE = {"device_name": "x", "bearer": True}
_INVITE = {"kind": "code", "locator": "{locator}", "proof": random_text(32), "inviter_mac": random_text(32)}
_PASSWORD = {**password_form(), "new_verifier": random_text(32), "verifier": random_text(32)}
_SUBSCRIPTION = {"endpoint": "https://push.elsewhere.example/1", "keys": {"p256dh": "A" * 87, "auth": "A" * 22}}

TABLE: dict[tuple[str, str], Row] = {
    # The way in: answered by what is sent, not by who sends it.
    ("POST", "/sign-up"): (sign_up_form(handle="{handle}"), (201,) * 6),
    ("POST", "/sign-in/prelogin"): ({"handle": "author"}, EVERYONE),
    ("POST", "/sign-in"): ({"handle": "{handle}", "verifier": random_text(32), **_DEVICE}, (401,) * 6),
    ("POST", "/recovery"): ({"handle": "{handle}", "recovery_verifier": random_text(32)}, (401,) * 6),
    ("POST", "/recovery/finish"): (
        {"ticket": random_text(32), **password_form(), **recovery_form(), **_DEVICE},
        (401,) * 6,
    ),
    ("GET", "/push/key"): (None, EVERYONE),
    ("GET", "/openapi.json"): (None, EVERYONE),
    ("GET", "/"): (None, EVERYONE),
    # One's own account.
    ("GET", "/me"): (None, SIGNED_IN),
    ("GET", "/me/devices"): (None, SIGNED_IN),
    ("GET", "/me/export"): (None, SIGNED_IN),
    ("GET", "/me/nudges"): (None, SIGNED_IN),
    ("POST", "/me/step-up"): ({"verifier": random_text(32)}, (401,) * 6),
    ("PUT", "/me/password"): (_PASSWORD, (401,) * 6),
    ("DELETE", "/me/devices/{device}"): (None, (401, 404, 404, 404, 404, 204)),
    ("PUT", "/me/push-subscription"): (_SUBSCRIPTION, (401, 422, 422, 422, 422, 422)),
    ("DELETE", "/me/push-subscription"): (None, (401, 204, 204, 204, 204, 204)),
    ("DELETE", "/me/devices/{device}/push-subscription"): (None, (401, 404, 404, 404, 404, 204)),
    ("POST", "/me/nudges/{nudge}/answer"): ({"said": "later"}, (401, 404, 404, 404, 404, 204)),
    ("POST", "/me/push-subscription/test"): (None, (401, 404, 404, 404, 404, 404)),
    ("POST", "/sign-out"): (None, (401, 204, 204, 204, 204, 204)),
    ("DELETE", "/me"): (None, (401, 204, 204, 204, 204, 204)),
    ("POST", "/sync"): ({"client": "0.1.0"}, SIGNED_IN),
    # Pairing: the invitation is one of `inviter`, accepted by `unconfirmed`.
    ("POST", "/invitations"): (_INVITE, (401, 201, 201, 201, 409, 409)),
    ("POST", "/invitations/look"): ({"locator": "7K3MX", "proof": "{proof}"}, (401, 404, 200, 404, 404, 404)),
    ("POST", "/invitations/{invitation}/accept"): (
        {"proof": "{proof}", "accepter_mac": random_text(32)},
        (401, 404, 204, 404, 404, 404),
    ),
    ("POST", "/invitations/{invitation}/confirm"): (
        {"public_key": random_text(32)},
        (401, 404, 404, 404, 404, 404),
    ),
    ("DELETE", "/invitations/{invitation}"): (None, (401, 404, 204, 404, 404, 404)),
    ("GET", f"{S}/trends/promises/{{author}}"): (None, (401, 404, 404, 404, 200, 200)),
}

# What the slices' files in tests/access/samples say of their operations. Its actors follow from what is declared of
# each; whatever differs from that stands in DIFFERS.
SAMPLES: dict[str, Sample] = {}
DIFFERS: dict[str, Statuses] = {}
MISSING: set[str] = set()
for _samples in SAMPLE_FILES:
    SAMPLES |= _samples.SAMPLES
    DIFFERS |= getattr(_samples, "DIFFERS", {})
    MISSING |= getattr(_samples, "MISSING", set())


def _space(kind: str) -> str:
    return "/spaces/{private}" if kind == PRIVATE else S


def _reading(entity: Entity) -> Iterator[tuple[tuple[str, str], Row]]:
    is_private = any(each.space_kind == PRIVATE for each in OPERATIONS if each.entity == entity.name)
    is_shared = entity.audience in (Audience.BOTH, Audience.REVEALED) and not is_private
    space = _space(PRIVATE if is_private else COUPLE)
    members = 404 if space != S else 200
    yield ("GET", f"{space}/{entity.collection}"), (None, (401, 404, 404, members, members, 200))
    afterwards = 200 if entity.after_leaving is AfterLeaving.ALL else 404
    one = (401, 404, 404, 404, 404, 404) if entity.name in MISSING else None
    row = f"{space}/{entity.collection}/{{{entity.name}}}"
    yield ("GET", row), (None, one or (401, 404, 404, afterwards, 200 if is_shared else 404, 200))


def _writing(operation: Operation) -> tuple[tuple[str, str], Row]:
    names, body = SAMPLES[operation.name]
    method, rule = operation.route.replace("{id}", f"{{{names}}}").split(" ")
    space = _space(operation.space_kind)
    former = 404 if names is not None else 200
    statuses: Statuses = (
        401,
        404,
        404,
        404 if space != S else former if FORMER in operation.roles else 409,
        404 if space != S else 403 if names not in (None, "new") else 200,
        200,
    )
    return (method.upper(), f"{space}/{rule}"), (body, DIFFERS.get(operation.name, statuses))


ENTITIES = [entity for one in SLICES for entity in getattr(one, "ENTITIES", ())]
OPERATIONS = [operation for one in SLICES for operation in getattr(one, "OPERATIONS", ())]
for _entity in ENTITIES:
    if _entity.collection is not None:
        TABLE.update(_reading(_entity))
TABLE.update(_writing(each) for each in OPERATIONS)

# What is served beside the API: the app's own files are anybody's, the host's pages the host's alone.
HOST_ONLY = (401,) * 6
OUTSIDE: dict[tuple[str, str], Statuses] = {
    ("GET", "/"): EVERYONE,
    ("GET", "/healthz"): EVERYONE,
    ("GET", "/metrics"): HOST_ONLY,
    ("GET", "/status"): HOST_ONLY,
    ("GET", "/<path:path>"): (404,) * 6,
}

# After one of these the world is another: each is tried in a world of its own, everything else in one.
FINAL = (
    ("POST", "/sign-out"),
    ("DELETE", "/me"),
    ("DELETE", "/me/devices/{device}"),
    ("DELETE", "/me/devices/{device}/push-subscription"),
    ("DELETE", "/invitations/{invitation}"),
    *(
        _writing(each)[0]
        for each in OPERATIONS
        if (each.takes_away and each.name not in DIFFERS) or (each.entity is None and FORMER in each.roles)
    ),
    _writing(next(each for each in OPERATIONS if each.name == "leave_couple"))[0],
)
