"""What the slice declares: commitments, pauses, and the operations on them."""

from server.commitments import schemas, service
from server.commitments.models import Commitment, Pause
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER
from server.web import Blueprint
from server.writes.operation import Operation, Route

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
        name="make_commitment",
        schema=schemas.MakeCommitment,
        handler=service.make_commitment,
        entity="commitment",
        route=Route("put", "commitments/<uuid:id>", "Make a commitment."),
    ),
    Operation(
        name="edit_commitment",
        schema=schemas.EditCommitment,
        handler=service.edit_commitment,
        entity="commitment",
        route=Route("patch", "commitments/<uuid:id>", "Change its words."),
    ),
    Operation(
        name="renew_commitment",
        schema=schemas.RenewCommitment,
        handler=service.renew_commitment,
        entity="commitment",
        route=Route("post", "commitments/<uuid:id>/renew", "Renew it."),
    ),
    Operation(
        name="end_commitment",
        schema=schemas.EndCommitment,
        handler=service.end_commitment,
        entity="commitment",
        route=Route("post", "commitments/<uuid:id>/end", "End it."),
    ),
    Operation(
        name="delete_commitment",
        schema=schemas.DeleteCommitment,
        handler=service.delete_commitment,
        entity="commitment",
        route=Route("delete", "commitments/<uuid:id>", "Remove its words."),
        takes_away=True,
        is_final=True,
        roles=frozenset({MEMBER, FORMER}),
    ),
    Operation(
        name="pause",
        schema=schemas.PauseBody,
        handler=service.pause,
        entity="pause",
        route=Route("put", "pauses/<uuid:id>", "Pause one's commitments, or both partners'."),
    ),
    Operation(
        name="end_pause",
        schema=schemas.EndPause,
        handler=service.end_pause,
        entity="pause",
        route=Route("post", "pauses/<uuid:id>/end", "End a pause."),
    ),
)
