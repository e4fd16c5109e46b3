"""Reads a Dockerfile into stages of instructions, enough to check it and to run its steps without an engine."""

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}


@dataclass(frozen=True)
class Instruction:
    """One instruction, its continued lines joined."""

    word: str
    rest: str

    @property
    def flags(self) -> dict[str, str]:
        """--name=value parts before the first plain argument."""
        found: dict[str, str] = {}
        for part in shlex.split(self.rest):
            if not part.startswith("--"):
                break
            name, _, value = part[2:].partition("=")
            found[name] = value
        return found

    @property
    def arguments(self) -> list[str]:
        """The arguments after the flags, as a shell would split them."""
        return shlex.split(self.rest)[len(self.flags) :]


@dataclass
class Stage:
    """From one FROM to the next."""

    image: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, word: str) -> list[Instruction]:
        """Every instruction of a kind, in order."""
        return [each for each in self.instructions if each.word == word]


def read(path: Path) -> list[Stage]:
    """The stages of a Dockerfile. Raises ValueError on an instruction it does not know."""
    text = "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    )
    stages: list[Stage] = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if not line.strip():
            continue
        word, _, rest = line.strip().partition(" ")
        if word not in INSTRUCTIONS:
            raise ValueError(f"{word} is not an instruction known here")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            stages.append(Stage(image, name or str(len(stages))))
        else:
            stages[-1].instructions.append(Instruction(word, rest.strip()))
    return stages
