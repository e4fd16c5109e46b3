"""Resource routes of commitments, for clients that do one thing at a time."""

from server.commitments import schemas, service
from server.commitments.models import Commitment, Pause
from server.operations import Kind, write_route
from server.reading import EntityKind, read_routes
from server.spaces import FORMER, MEMBER
from server.web import Blueprint

bp = Blueprint("commitments", "Promises to do something, and their pauses.")

OPERATIONS = {
    "make_commitment": Kind(schemas.MakeCommitment, service.make_commitment, "commitment"),
    "edit_commitment": Kind(schemas.EditCommitment, service.edit_commitment, "commitment"),
    "renew_commitment": Kind(schemas.RenewCommitment, service.renew_commitment, "commitment"),
    "end_commitment": Kind(schemas.EndCommitment, service.end_commitment, "commitment"),
    "delete_commitment": Kind(
        schemas.DeleteCommitment,
        service.delete_commitment,
        "commitment",
        takes_away=True,
        is_final=True,
        roles=frozenset({MEMBER, FORMER}),
    ),
    "pause": Kind(schemas.PauseBody, service.pause, "pause"),
    "end_pause": Kind(schemas.EndPause, service.end_pause, "pause"),
}
ENTITIES = {
    "commitment": EntityKind(Commitment, service.commitments_on_wire),
    "pause": EntityKind(Pause, service.pauses_on_wire),
}

read_routes(bp, "commitments", "commitment")
read_routes(bp, "pauses", "pause")
write_route(bp, "put", "commitments/<uuid:id>", "make_commitment", schemas.MakeCommitment, "Make a commitment.")
write_route(bp, "patch", "commitments/<uuid:id>", "edit_commitment", schemas.EditCommitment, "Change its words.")
write_route(bp, "delete", "commitments/<uuid:id>", "delete_commitment", schemas.DeleteCommitment, "Remove its words.")
write_route(bp, "post", "commitments/<uuid:id>/renew", "renew_commitment", schemas.RenewCommitment, "Renew it.")
write_route(bp, "post", "commitments/<uuid:id>/end", "end_commitment", schemas.EndCommitment, "End it.")
write_route(bp, "put", "pauses/<uuid:id>", "pause", schemas.PauseBody, "Pause one's commitments, or both partners'.")
write_route(bp, "post", "pauses/<uuid:id>/end", "end_pause", schemas.EndPause, "End a pause.")
