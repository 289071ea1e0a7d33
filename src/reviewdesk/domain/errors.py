"""The one exception that is meant to be read by people."""


class KnownError(Exception):
    """The world failed, not the program. The message says what happened, what is safe, what next.

    It carries only sentences written here or by a caller; never text from a review.
    """


class LibraryLostError(KnownError):
    """The library's file is no longer ours; all that was saved is in the file named `copy`."""

    def __init__(self, sentence: str, copy: str) -> None:
        super().__init__(sentence, copy)
        self.copy = copy

    def __str__(self) -> str:
        return str(self.args[0])


class DamagedError(KnownError):
    """A file of ours does not say what it should: flipped, cut, or tampered with."""


class FileThereError(KnownError):
    """A file of that name is there, and nobody said that it may be overwritten."""


class NewerFileError(KnownError):
    """The file was written by a later version of the program, and is left alone."""


class LeakFoundError(KnownError):
    """A finished copy holds what its readers must not see, and was not handed over.

    `str()` tells where in the copy, without a word of the review, so that it may stand anywhere.
    `told` is for the eyes of whoever made the copy alone: it names what was found. `spots` are the
    table, the id and the field of the records it stands in.
    """

    def __init__(
        self, sentence: str, told: str, spots: tuple[tuple[str, str, str], ...] = ()
    ) -> None:
        super().__init__(sentence, told, spots)
        self.told, self.spots = told, spots

    def __str__(self) -> str:
        return str(self.args[0])
