"""What the slice declares: highlights, and the operations on them."""

from server.moments import schemas, service
from server.moments.models import Highlight
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.web import Blueprint
from server.writes.operation import Operation

bp = Blueprint("moments", "What two found good in a day, revealed at once.")

ENTITIES = (
    Entity(
        name="highlight",
        model=Highlight,
        body=schemas.Highlight,
        on_wire=service.highlight_on_wire,
        collection="highlights",
        audience=Audience.REVEALED,
        may_end=is_author,
        after_leaving=AfterLeaving.OWN,
        erase=Erase.REMOVE,
        on_restore=OnRestore.KEEP,
        grant="moments",
    ),
)
OPERATIONS = (
    Operation(
        "give_highlight",
        schemas.GiveHighlight,
        service.give_highlight,
        "highlight",
        "put highlights/{id}",
        "Give a day's highlight, or change it while it waits.",
    ),
    Operation(
        "take_back_highlight",
        schemas.TakeBackHighlight,
        service.take_back_highlight,
        "highlight",
        "delete highlights/{id}",
        "Take a highlight back while it waits.",
        takes_away=True,
    ),
)
