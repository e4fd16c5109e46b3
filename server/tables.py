"""Every slice's tables, imported for their side effect: what migrations and fresh databases are made from."""

from server import operations, outbox, spaces
from server.acts import models as acts
from server.checkins import models as checkins
from server.commitments import models as commitments
from server.couples import models as couples
from server.notifications import models as notifications
from server.people import models as people
from server.reflections import models as reflections

ALL = (people, spaces, operations, outbox, couples, commitments, acts, checkins, reflections, notifications)
