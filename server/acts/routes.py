"""Resource routes of acts and answers."""

from server.acts import schemas, service, wire
from server.acts.models import Acknowledgement, Act
from server.operations import Kind, write_route
from server.reading import EntityKind, read_routes
from server.spaces import FORMER, MEMBER
from server.web import Blueprint

bp = Blueprint("acts", "What was done, and the other partner's answers.")
_ALSO_AFTERWARDS = frozenset({MEMBER, FORMER})

OPERATIONS = {
    "log_act": Kind(schemas.LogAct, service.log_act, "act"),
    "delete_act": Kind(
        schemas.DeleteAct, service.delete_act, "act", takes_away=True, is_final=True, roles=_ALSO_AFTERWARDS
    ),
    "take_back_act": Kind(schemas.TakeBackAct, service.take_back_act, "act", takes_away=True),
    "acknowledge": Kind(schemas.Acknowledge, service.acknowledge, "acknowledgement"),
    "take_back_acknowledgement": Kind(
        schemas.TakeBackAcknowledgement,
        service.take_back_acknowledgement,
        "acknowledgement",
        takes_away=True,
        roles=_ALSO_AFTERWARDS,
    ),
}
ENTITIES = {
    "act": EntityKind(Act, wire.acts_on_wire),
    "acknowledgement": EntityKind(Acknowledgement, wire.acknowledgements_on_wire),
}

read_routes(bp, "acts", "act")
read_routes(bp, "acknowledgements", "acknowledgement")
write_route(bp, "put", "acts/<uuid:id>", "log_act", schemas.LogAct, "Log an act, edit it, or append a correction.")
write_route(bp, "delete", "acts/<uuid:id>", "delete_act", schemas.DeleteAct, "Remove an act's words and outcome.")
write_route(
    bp, "post", "acts/<uuid:id>/take-back", "take_back_act", schemas.TakeBackAct, "Take an act back while free."
)
write_route(bp, "put", "acknowledgements/<uuid:id>", "acknowledge", schemas.Acknowledge, "Answer an act.")
write_route(
    bp,
    "delete",
    "acknowledgements/<uuid:id>",
    "take_back_acknowledgement",
    schemas.TakeBackAcknowledgement,
    "Take an answer back.",
)
