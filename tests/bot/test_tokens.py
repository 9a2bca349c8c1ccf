import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.serving.tokens import MOST_BYTES, Tokens

PLACE = "telegram:-100200300"
tokens = Tokens(b"a secret of this installation 32")


@given(st.text(max_size=11))
def test_what_was_sealed_opens_again(value):
    assert tokens.open(tokens.seal(value, PLACE), PLACE) == value


def test_a_button_holds_it():
    assert len(tokens.seal("确认:d123456.7890".ljust(45, "x"), PLACE).encode()) <= MOST_BYTES
    with pytest.raises(ValueError, match="cannot hold"):
        tokens.seal("x" * 54, PLACE)


def test_a_seal_is_good_for_its_value_place_and_installation_only():
    token = tokens.seal("confirm:d1", PLACE)
    assert tokens.open(token.replace("d1", "d2"), PLACE) is None
    assert tokens.open(token, "telegram:-100200301") is None
    assert Tokens(b"another").open(token, PLACE) is None


@given(st.text())
def test_anything_may_come_back(token):
    assert tokens.open(token, PLACE) is None


def test_a_lone_surrogate_is_refused_quietly():
    assert tokens.open("确认.\ud800", PLACE) is None
