"""No words typed end in a traceback, and none leave a record that does not verify."""

import random

import pytest

from tests.fuzz_commands import ODD, Leaf, leaves, made, play


@pytest.mark.parametrize("seed", range(8))
def test_commands_made_by_chance_end_in_a_sentence(seed: int) -> None:
    assert play(seed) == []


def test_every_command_of_the_tree_is_tried() -> None:
    every = leaves()
    assert len(every) > 80
    chance = random.Random(1)  # noqa: S311 - seeded
    tried = {chance.choice(every).words for _ in range(2000)}
    assert len(tried) == len(every)


def test_a_seed_makes_the_same_words_again() -> None:
    def words(seed: int) -> list[list[str]]:
        chance = random.Random(seed)  # noqa: S311 - seeded
        return [made(chance.choice(leaves()), chance) for _ in range(20)]

    assert words(3) == words(3) != words(4)


def test_odd_texts_are_among_the_words() -> None:
    chance, leaf = random.Random(2), _leaf("suspend")  # noqa: S311 - seeded
    typed = {word for _ in range(2000) for word in made(leaf, chance)}
    assert set(ODD) <= typed


def _leaf(name: str) -> Leaf:
    return next(one for one in leaves() if one.words == (name,))
