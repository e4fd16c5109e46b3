"""What the slice declares: what a person shares of their check-ins, and the operations on it."""

from dataclasses import replace

from server.checkins import schemas, service
from server.checkins.models import CheckInShare, SharedCheckIn, SharedPoint
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER
from server.web import Blueprint
from server.writes.operation import Operation

bp = Blueprint("checkins", "What a person chose to share of their check-ins.")

_SHARE = Entity(
    name="check_in_share",
    model=CheckInShare,
    body=schemas.CheckInShare,
    on_wire=service.share_on_wire,
    collection=None,
    audience=Audience.AUTHOR,
    may_end=is_author,
    after_leaving=AfterLeaving.OWN,
    erase=Erase.REMOVE,
    on_restore=OnRestore.SUSPEND,
    grant=None,
)
_POINT = replace(
    _SHARE,
    name="shared_point",
    model=SharedPoint,
    body=schemas.SharedPoint,
    on_wire=service.point_on_wire,
    collection="shared-points",
    audience=Audience.BOTH,
)
_VALUES = replace(
    _POINT,
    name="shared_check_in",
    model=SharedCheckIn,
    body=schemas.SharedCheckIn,
    on_wire=service.values_on_wire,
    collection="shared-check-ins",
)

ENTITIES = (_SHARE, _POINT, _VALUES)
OPERATIONS = (
    Operation(
        "share_check_ins",
        schemas.ShareCheckIns,
        service.share_check_ins,
        None,
        "put check-in-shares/{id}",
        "Share the trend, or values.",
    ),
    Operation(
        "withdraw_check_ins",
        schemas.WithdrawCheckIns,
        service.withdraw_check_ins,
        None,
        "post check-in-shares/withdraw",
        "Withdraw everything shared.",
        roles=frozenset({MEMBER, FORMER}),
    ),
    Operation(
        "publish_trend",
        schemas.PublishTrend,
        service.publish_trend,
        None,
        "post shared-points",
        "Publish weeks of the trend.",
    ),
    Operation(
        "publish_check_ins",
        schemas.PublishCheckIns,
        service.publish_check_ins,
        None,
        "post shared-check-ins",
        "Publish days of values.",
    ),
)
