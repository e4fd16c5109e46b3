"""Every route under /api/v1, and what each actor is answered there.

A row: method and rule as in the app's URL map -> (body, expected status by actor, in the order of world.ACTORS:
anonymous, stranger, unconfirmed, ex-partner, partner, author). Paths and bodies name ids of the world in braces; new,
handle and locator are fresh for every request. The ex-partner asks about the ended space, where the author wrote the
same things. Where both may do a thing that can be done once, the partner's turn comes first.
"""

from collections.abc import Mapping
from typing import Any

from tests.people.forms import password_form, random_text, recovery_form, sign_up_form

S = "/spaces/{space}"
Row = tuple[Mapping[str, Any] | None, tuple[int, int, int, int, int, int]]

EVERYONE = (200, 200, 200, 200, 200, 200)
SIGNED_IN = (401, 200, 200, 200, 200, 200)
# A couple's space: whoever has no access is told what a missing id is told.
MEMBERS_READ = (401, 404, 404, 200, 200, 200)
BOTH_READ = (401, 404, 404, 404, 200, 200)  # the author's row: a former partner no longer reads it
MEMBERS_WRITE = (401, 404, 404, 409, 200, 200)
KEEPER_ONLY = (401, 404, 404, 409, 403, 200)
KEEPER_ALSO_AFTERWARDS = (401, 404, 404, 404, 403, 200)
PRIVATE = (401, 404, 404, 404, 404, 200)

_DEVICE = {"device_name": "x", "bearer": True}
_ACT = {"on": "{on}", "zone": "UTC", "kind": "honesty"}
_COMMITMENT = {"title": "tea", "kind": "presence", "rhythm": {"type": "daily"}, "starts_on": "{on}"}
_SEALED = {"kind": "draft", "size_class": 256, "ciphertext": random_text(256 + 35)}
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
    # The couple.
    ("PUT", f"{S}/role-label"): ({"label": "both"}, MEMBERS_WRITE),
    ("POST", f"{S}/leave"): ({"delete_mine": False}, (401, 404, 404, 409, 200, 409)),
    ("DELETE", f"{S}/deletion"): (None, (401, 404, 404, 200, 404, 404)),
    ("POST", f"{S}/deletion/now"): (None, (401, 404, 404, 200, 404, 404)),
    # Commitments and pauses, kept by the author.
    ("GET", f"{S}/commitments"): (None, MEMBERS_READ),
    ("GET", f"{S}/commitments/{{commitment}}"): (None, BOTH_READ),
    ("PUT", f"{S}/commitments/{{new}}"): (_COMMITMENT, MEMBERS_WRITE),
    ("PATCH", f"{S}/commitments/{{commitment}}"): ({"title": "coffee"}, KEEPER_ONLY),
    ("DELETE", f"{S}/commitments/{{commitment}}"): (None, KEEPER_ALSO_AFTERWARDS),
    ("POST", f"{S}/commitments/{{commitment}}/renew"): ({"review_on": "2027-05-01"}, KEEPER_ONLY),
    ("POST", f"{S}/commitments/{{commitment}}/end"): ({"ended_on": "{on}"}, KEEPER_ONLY),
    ("GET", f"{S}/pauses"): (None, MEMBERS_READ),
    ("GET", f"{S}/pauses/{{pause}}"): (None, BOTH_READ),
    ("PUT", f"{S}/pauses/{{new}}"): ({"scope": "mine", "from_on": "{on}"}, MEMBERS_WRITE),
    ("POST", f"{S}/pauses/{{pause}}/end"): ({"until_on": "{on}"}, KEEPER_ONLY),
    # Acts and answers.
    ("GET", f"{S}/acts"): (None, MEMBERS_READ),
    ("GET", f"{S}/acts/{{act}}"): (None, BOTH_READ),
    ("PUT", f"{S}/acts/{{act}}"): (_ACT, KEEPER_ONLY),
    ("DELETE", f"{S}/acts/{{act}}"): (None, KEEPER_ALSO_AFTERWARDS),
    # It was answered, so even its author cannot take it back any more.
    ("POST", f"{S}/acts/{{act}}/take-back"): (None, (401, 404, 404, 409, 403, 409)),
    ("GET", f"{S}/acknowledgements"): (None, MEMBERS_READ),
    ("GET", f"{S}/acknowledgements/{{acknowledgement}}"): (None, BOTH_READ),
    ("PUT", f"{S}/acknowledgements/{{acknowledgement}}"): (
        {"act_id": "{their_act}", "answer": "seen"},
        KEEPER_ONLY,
    ),
    ("DELETE", f"{S}/acknowledgements/{{acknowledgement}}"): (None, KEEPER_ALSO_AFTERWARDS),
    # What is shared of check-ins: the author shares values, so no point of a trend is there.
    ("GET", f"{S}/shared-points"): (None, MEMBERS_READ),
    ("GET", f"{S}/shared-points/{{shared_point}}"): (None, (401, 404, 404, 404, 404, 404)),
    ("GET", f"{S}/shared-check-ins"): (None, MEMBERS_READ),
    ("GET", f"{S}/shared-check-ins/{{shared_check_in}}"): (None, BOTH_READ),
    ("PUT", f"{S}/check-in-shares/{{share}}"): ({"mode": "values"}, (401, 404, 404, 409, 422, 200)),
    ("POST", f"{S}/shared-points"): (
        {"points": [{"week_on": "{on}", "level": 0, "low": 0, "high": 0, "call": "steady"}]},
        (401, 404, 404, 409, 409, 409),
    ),
    ("POST", f"{S}/shared-check-ins"): ({"values": [{"on": "{on}"}]}, (401, 404, 404, 409, 409, 200)),
    ("POST", f"{S}/check-in-shares/withdraw"): (None, MEMBERS_READ),
    ("GET", f"{S}/trends/promises/{{author}}"): (None, BOTH_READ),
    # The author's private space.
    ("GET", "/spaces/{private}/sealed"): (None, PRIVATE),
    ("GET", "/spaces/{private}/sealed/{sealed}"): (None, PRIVATE),
    ("PUT", "/spaces/{private}/sealed/{sealed}"): (_SEALED, PRIVATE),
    ("DELETE", "/spaces/{private}/sealed/{sealed}"): (None, PRIVATE),
    ("PATCH", "/spaces/{private}/settings"): ({"zone": "UTC"}, PRIVATE),
}

# What is served beside the API: the app's own files are anybody's, the host's pages the host's alone.
HOST_ONLY = (401,) * 6
OUTSIDE: dict[tuple[str, str], tuple[int, int, int, int, int, int]] = {
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
    ("POST", f"{S}/leave"),
    ("DELETE", f"{S}/deletion"),
    ("POST", f"{S}/deletion/now"),
    ("DELETE", f"{S}/commitments/{{commitment}}"),
    ("DELETE", f"{S}/acts/{{act}}"),
    ("DELETE", f"{S}/acknowledgements/{{acknowledgement}}"),
    ("POST", f"{S}/check-in-shares/withdraw"),
    ("DELETE", "/spaces/{private}/sealed/{sealed}"),
)
