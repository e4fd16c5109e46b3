"""One domain error, and the stable codes it may carry (docs/protocol.md, "Errors")."""

from collections.abc import Mapping, Sequence

# code -> (HTTP status, the sentence a person may read). The code is the contract; the sentence may change.
CODES: dict[str, tuple[int, str]] = {
    "invalid": (422, "Something in this is not as it should be."),
    "malformed": (400, "This could not be read as JSON."),
    "unsupported_media_type": (415, "Please send JSON."),
    "too_large": (413, "That is more than fits in one message."),
    "not_found": (404, "There is nothing here."),
    "method_not_allowed": (405, "That cannot be done here."),
    "not_signed_in": (401, "Please sign in."),
    "session_expired": (401, "This device was unused for a long time. Please sign in again."),
    "device_revoked": (401, "This device was signed out from another one."),
    "cross_site": (403, "This request came from another site."),
    "step_up_needed": (403, "Please enter your password again for this."),
    "not_yours": (403, "Only the person who wrote this can change it."),
    "sign_in_failed": (401, "These two do not match."),
    "too_many_tries": (429, "That was tried too often. Please wait a little."),
    "handle_taken": (409, "Someone already uses this handle."),
    "invitation_not_found": (404, "This invitation is not valid, or no longer."),
    "locator_taken": (409, "Please make another code."),
    "already_paired": (409, "One of you is already in a pairing."),
    "key_mismatch": (409, "The key is not the one that was accepted. Please start the pairing again."),
    "couple_ended": (409, "Sharing ended, so nothing new can be added here."),
    "too_many_commitments": (409, "Five commitments are enough at one time."),
    "commitment_ended": (409, "That day lies outside this commitment."),
    "not_due": (409, "This commitment was not meant for that day."),
    "too_far_back": (409, "Days can be filled in up to a week back."),
    "day_in_future": (409, "That day has not come yet."),
    "act_removed": (409, "Its author removed this in the meantime."),
    "already_removed": (409, "This was removed, and stays removed."),
    "no_longer_free": (409, "This can be corrected or removed by now, and not taken back."),
    "wrong_id": (422, "The id does not belong to these parts."),
    "not_shared": (409, "Nothing is shared in this way at present."),
    "superseded": (409, "Something later than this stands here already."),
    "sharing_suspended": (409, "This server was restored since. Please say again whether you share."),
    "already_revealed": (409, "Both have given theirs, so this stays as it is."),
    "id_taken": (409, "There is something under this id already."),
    "op_id_reused": (422, "This operation id was used for something else."),
    "unknown_operation": (422, "This operation is not known here."),
    "endpoint_not_allowed": (422, "This is not the address of a known push service."),
    "client_too_old": (426, "Please reload Hearth. Nothing unsent is lost."),
    "no_room": (507, "The server has no room to keep this. What is on your device stays there until it has."),
    "server_error": (500, "Something went wrong on our side. Trying again may help."),
}


class Refused(Exception):
    """A rule said no.

    `code` is one of CODES; `errors` names fields; `retry_after_s` says when trying again can help.
    """

    def __init__(
        self, code: str, *, errors: Mapping[str, Sequence[str]] | None = None, retry_after_s: int | None = None
    ) -> None:
        self.status, self.detail = CODES[code]
        super().__init__(code)
        self.code = code
        self.errors = errors
        self.retry_after_s = retry_after_s

    def problem(self, request_id: str | None = None) -> dict[str, object]:
        """The problem+json document (RFC 9457)."""
        document: dict[str, object] = {
            "type": "about:blank",
            "title": self.detail,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if request_id is not None:
            document["request_id"] = request_id
        if self.errors:
            document["errors"] = {field: list(messages) for field, messages in self.errors.items()}
        if self.retry_after_s is not None:
            document["retry_after_s"] = self.retry_after_s
        return document
