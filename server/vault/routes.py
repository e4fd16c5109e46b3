"""What the vault declares: sealed records, which the server cannot read."""

from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import PRIVATE
from server.vault import schemas, service
from server.vault.models import SealedRecord
from server.web import Blueprint
from server.writes.operation import Operation

bp = Blueprint("vault", "Sealed private records, which the server cannot read.")

ENTITIES = (
    Entity(
        name="sealed",
        model=SealedRecord,
        body=schemas.Sealed,
        on_wire=service.sealed_on_wire,
        collection="sealed",
        audience=Audience.AUTHOR,
        may_end=is_author,
        after_leaving=AfterLeaving.OWN,
        erase=Erase.REMOVE,
        on_restore=OnRestore.KEEP,
        grant=None,
    ),
)
OPERATIONS = (
    Operation(
        "put_sealed",
        schemas.PutSealed,
        service.put_sealed,
        "sealed",
        "put sealed/{id}",
        "Keep a sealed record.",
        space_kind=PRIVATE,
    ),
    Operation(
        "delete_sealed",
        schemas.DeleteSealed,
        service.delete_sealed,
        "sealed",
        "delete sealed/{id}",
        "Delete a sealed record.",
        takes_away=True,
        is_final=True,
        space_kind=PRIVATE,
    ),
)
