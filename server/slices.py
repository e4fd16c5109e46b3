"""The one list of slices, in the order of the story, which is the order of the API's reference."""

from server import events
from server.acts import routes as acts
from server.checkins import routes as checkins
from server.commitments import routes as commitments
from server.couples import routes as couples
from server.me import routes as me
from server.notifications import routes as notifications
from server.people import routes as people
from server.spaces import models as spaces
from server.sync import routes as sync
from server.trust import routes as trust
from server.vault import routes as vault
from server.writes import models as writes

SLICES = (people, couples, commitments, acts, checkins, vault, trust, notifications, me, sync)
# Their tables came with them; these belong to the ground floor. All of them are what migrations are made from.
GROUND_FLOOR = (spaces, writes, events)
