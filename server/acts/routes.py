"""What the slice declares: acts, answers, and the operations on them."""

from server.acts import schemas, service, wire
from server.acts.models import Acknowledgement, Act
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER
from server.web import Blueprint
from server.writes.operation import Operation

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
        "log_act",
        schemas.LogAct,
        service.log_act,
        "act",
        "put acts/{id}",
        "Log an act, edit it, or append a correction.",
    ),
    Operation(
        "delete_act",
        schemas.DeleteAct,
        service.delete_act,
        "act",
        "delete acts/{id}",
        "Remove an act's words and outcome.",
        takes_away=True,
        is_final=True,
        roles=_ALSO_AFTERWARDS,
    ),
    Operation(
        "take_back_act",
        schemas.TakeBackAct,
        service.take_back_act,
        "act",
        "post acts/{id}/take-back",
        "Take an act back while free.",
        takes_away=True,
    ),
    Operation(
        "acknowledge",
        schemas.Acknowledge,
        service.acknowledge,
        "acknowledgement",
        "put acknowledgements/{id}",
        "Answer an act.",
    ),
    Operation(
        "take_back_acknowledgement",
        schemas.TakeBackAcknowledgement,
        service.take_back_acknowledgement,
        "acknowledgement",
        "delete acknowledgements/{id}",
        "Take an answer back.",
        takes_away=True,
        roles=_ALSO_AFTERWARDS,
    ),
)
