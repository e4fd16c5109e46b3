"""What the slice declares: commitments, pauses, and the operations on them."""

from server.commitments import schemas, service
from server.commitments.models import Commitment, Pause
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER
from server.web import Blueprint
from server.writes.operation import Operation

bp = Blueprint("commitments", "Promises to do something, and their pauses.")

ENTITIES = (
    Entity(
        name="commitment",
        model=Commitment,
        body=schemas.Commitment,
        on_wire=service.commitment_on_wire,
        collection="commitments",
        audience=Audience.BOTH,
        may_end=is_author,
        after_leaving=AfterLeaving.OWN,
        erase=service.remove_words,
        on_restore=OnRestore.KEEP,
        grant="acts",
    ),
    Entity(
        name="pause",
        model=Pause,
        body=schemas.Pause,
        on_wire=service.pause_on_wire,
        collection="pauses",
        audience=Audience.BOTH,
        may_end=service.may_end_pause,
        after_leaving=AfterLeaving.OWN,
        erase=Erase.KEEP,
        on_restore=OnRestore.KEEP,
        grant="acts",
    ),
)
OPERATIONS = (
    Operation(
        "make_commitment",
        schemas.MakeCommitment,
        service.make_commitment,
        "commitment",
        "put commitments/{id}",
        "Make a commitment.",
    ),
    Operation(
        "edit_commitment",
        schemas.EditCommitment,
        service.edit_commitment,
        "commitment",
        "patch commitments/{id}",
        "Change its words.",
    ),
    Operation(
        "renew_commitment",
        schemas.RenewCommitment,
        service.renew_commitment,
        "commitment",
        "post commitments/{id}/renew",
        "Renew it.",
    ),
    Operation(
        "end_commitment",
        schemas.EndCommitment,
        service.end_commitment,
        "commitment",
        "post commitments/{id}/end",
        "End it.",
    ),
    Operation(
        "delete_commitment",
        schemas.DeleteCommitment,
        service.delete_commitment,
        "commitment",
        "delete commitments/{id}",
        "Remove its words.",
        takes_away=True,
        is_final=True,
        roles=frozenset({MEMBER, FORMER}),
    ),
    Operation(
        "pause",
        schemas.PauseBody,
        service.pause,
        "pause",
        "put pauses/{id}",
        "Pause one's commitments, or both partners'.",
    ),
    Operation("end_pause", schemas.EndPause, service.end_pause, "pause", "post pauses/{id}/end", "End a pause."),
)
