"""What the slice declares: acts, answers, and the operations on them."""

from server.acts import schemas, service, wire
from server.acts.models import Acknowledgement, Act
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER
from server.web import Blueprint
from server.writes.operation import Operation, Route

bp = Blueprint("acts", "What was done, and the other partner's answers.")
_ALSO_AFTERWARDS = frozenset({MEMBER, FORMER})

ENTITIES = (
    Entity(
        name="act",
        model=Act,
        body=schemas.Act,
        on_wire=wire.act_on_wire,
        collection="acts",
        audience=Audience.BOTH,
        may_end=is_author,
        after_leaving=AfterLeaving.OWN,
        erase=service.remove_words,
        on_restore=OnRestore.KEEP,
        grant="acts",
    ),
    Entity(
        name="acknowledgement",
        model=Acknowledgement,
        body=schemas.Acknowledgement,
        on_wire=wire.acknowledgement_on_wire,
        collection="acknowledgements",
        audience=Audience.BOTH,
        may_end=is_author,
        after_leaving=AfterLeaving.OWN,
        erase=Erase.REMOVE,
        on_restore=OnRestore.KEEP,
        grant="answers",
    ),
)
OPERATIONS = (
    Operation(
        name="log_act",
        schema=schemas.LogAct,
        handler=service.log_act,
        entity="act",
        route=Route("put", "acts/<uuid:id>", "Log an act, edit it, or append a correction."),
    ),
    Operation(
        name="delete_act",
        schema=schemas.DeleteAct,
        handler=service.delete_act,
        entity="act",
        route=Route("delete", "acts/<uuid:id>", "Remove an act's words and outcome."),
        takes_away=True,
        is_final=True,
        roles=_ALSO_AFTERWARDS,
    ),
    Operation(
        name="take_back_act",
        schema=schemas.TakeBackAct,
        handler=service.take_back_act,
        entity="act",
        route=Route("post", "acts/<uuid:id>/take-back", "Take an act back while free."),
        takes_away=True,
    ),
    Operation(
        name="acknowledge",
        schema=schemas.Acknowledge,
        handler=service.acknowledge,
        entity="acknowledgement",
        route=Route("put", "acknowledgements/<uuid:id>", "Answer an act."),
    ),
    Operation(
        name="take_back_acknowledgement",
        schema=schemas.TakeBackAcknowledgement,
        handler=service.take_back_acknowledgement,
        entity="acknowledgement",
        route=Route("delete", "acknowledgements/<uuid:id>", "Take an answer back."),
        takes_away=True,
        roles=_ALSO_AFTERWARDS,
    ),
)
