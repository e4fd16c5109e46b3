"""What others may know of a person, and what the person's own devices are told. Inside the caller's transaction."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.events import emit
from server.people.models import Person
from server.people.schemas import DEFAULT_SETTINGS


@dataclass(frozen=True)
class Profile:
    """What one person is told of another, and the zone that the server's own work for them goes by."""

    id: UUID
    display_name: str
    public_key: str
    zone: str

    @property
    def shown(self) -> dict[str, str]:
        """As the wire tells it; never the zone."""
        return {"id": str(self.id), "display_name": self.display_name, "public_key": self.public_key}


def profile_of(person: Person) -> Profile:
    """The profile of this row."""
    return Profile(person.id, person.display_name, person.public_key, person.zone)


def profile(session: Session, person_id: UUID) -> Profile:
    """The profile of someone who is there."""
    person = session.get(Person, person_id)
    assert person is not None
    return profile_of(person)


def private_space_id(session: Session, person_id: UUID) -> UUID:
    """The own space of someone who is there."""
    return session.scalars(select(Person.private_space_id).where(Person.id == person_id)).one()


def me_changed(session: Session, *person_ids: UUID) -> None:
    """Notes that what these people's own devices are told of them changed, so that they are told again."""
    session.flush()
    lock_people(session, *person_ids)
    session.execute(update(Person).where(Person.id.in_(person_ids)).values(me_rev=Person.me_rev + 1))


def lock_people(session: Session, *person_ids: UUID) -> None:
    """Locks these people's rows until the transaction ends, in id order: nobody waits for each other in a circle."""
    rows = select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id)
    session.execute(rows.with_for_update(key_share=True)).all()


def settings_of(session: Session, person_id: UUID) -> dict[str, Any] | None:
    """A person's own profile with their settings, None for someone who is not there."""
    person = session.get(Person, person_id)
    return own_profile(person) if person else None


def is_anyone_there(session: Session) -> bool:
    """Whether anybody ever signed up."""
    return session.scalars(select(Person.id).limit(1)).first() is not None


def change_settings(session: Session, person_id: UUID, change: dict[str, Any]) -> None:
    """Merges a validated settings change (people.schemas.SettingsChange) field by field."""
    person = session.get(Person, person_id)
    assert person is not None
    for name in ("display_name", "zone", "language"):
        if name in change:
            setattr(person, name, change[name].strip())
    if "settings" in change:
        plain = {
            key: value.isoformat() if hasattr(value, "isoformat") else value
            for key, value in change["settings"].items()
        }
        person.settings = person.settings | plain
    emit(session, "settings_changed", person_id=person_id)


def own_profile(person: Person) -> dict[str, Any]:
    """What a person's own devices are told of them."""
    return {
        "id": str(person.id),
        "handle": person.handle,
        "display_name": person.display_name,
        "zone": person.zone,
        "language": person.language,
        "public_key": person.public_key,
        "settings": DEFAULT_SETTINGS | person.settings,
    }
