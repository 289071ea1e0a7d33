"""Whatever is pressed in whatever order: nothing is told to be broken, and nobody dies of it."""

import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).resolve().parent.parent / "walk.py"


def walked(library: Path, seed: int, steps: int) -> None:
    walk = subprocess.run(
        [sys.executable, str(WALK), str(library), str(seed), str(steps)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert walk.returncode == 0, walk.stdout + walk.stderr


def test_random_walk_through_the_window_ends_well(tmp_path: Path) -> None:
    walked(tmp_path / "library.reviews", seed=1, steps=150)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 12))
def test_long_random_walk_through_the_window_ends_well(tmp_path: Path, seed: int) -> None:
    walked(tmp_path / "library.reviews", seed=seed, steps=1_500)
