"""A link works once, a session ends."""

from claims.review.access.sessions import LINK_SECONDS, SESSION_SECONDS, Sessions

ANN = {"id": "ann", "role": "admin"}


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_link_signs_in_once():
    sessions = Sessions()
    link = sessions.new_link(ANN)
    session = sessions.sign_in(link)
    assert session is not None
    assert sessions.actor(session) == ANN
    assert sessions.sign_in(link) is None
    assert sessions.actor(session) == ANN


def test_unknown_tokens_are_nobody():
    sessions = Sessions()
    sessions.new_link(ANN)
    assert sessions.sign_in("") is None
    assert sessions.sign_in("guess") is None
    assert sessions.actor("") is None


def test_a_link_grows_old():
    clock = Clock()
    sessions = Sessions(clock)
    link = sessions.new_link(ANN)
    clock.now += LINK_SECONDS
    assert sessions.sign_in(link) is None


def test_a_session_grows_old():
    clock = Clock()
    sessions = Sessions(clock)
    session = sessions.sign_in(sessions.new_link(ANN))
    assert session is not None
    clock.now += SESSION_SECONDS - 1
    assert sessions.actor(session) == ANN
    clock.now += 1
    assert sessions.actor(session) is None


def test_signing_out_ends_one_session_only():
    sessions = Sessions()
    first = sessions.sign_in(sessions.new_link(ANN))
    second = sessions.sign_in(sessions.new_link(ANN))
    assert first is not None
    assert second is not None
    sessions.sign_out(first)
    assert sessions.actor(first) is None
    assert sessions.actor(second) == ANN


def test_no_token_is_kept():
    sessions = Sessions()
    link = sessions.new_link(ANN)
    session = sessions.sign_in(link)
    assert link not in repr(sessions)
    assert str(session) not in repr(sessions)
