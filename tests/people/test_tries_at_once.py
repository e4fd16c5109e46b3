"""Guesses that arrive at one moment are counted one by one."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from server.people.throttling import FREE_TRIES
from tests.people.forms import random_text
from tests.support.callers import in_process
from tests.support.people import Client, Person


def test_no_guess_slips_past_the_counter(app: Flask, ada: Person) -> None:
    def guess(_: int) -> int:
        body = {"handle": "ada", "verifier": random_text(32), "device_name": "x"}
        return Client(in_process(app)).post("/sign-in", body).status_code

    with ThreadPoolExecutor(6) as threads:
        answers = sorted(threads.map(guess, range(12)))
    assert answers == [401] * FREE_TRIES + [429] * (12 - FREE_TRIES)
