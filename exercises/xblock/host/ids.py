"""Identity of blocks: every usage in an exercise has an id that is the same in every release, request and process.

The block itself has the id of its exercise; its children count on from there (`….0`, `….0.1`); what stands beside a
block is the block's id and the aside's type. All are text, so that they survive JSON, addresses and data attributes.
"""

from xblock.exceptions import NoSuchDefinition, NoSuchUsage
from xblock.runtime import IdGenerator, IdReader

BESIDE = "--"
DEFINITION = "def."


class UsageId(str):
    """The id of a usage or a definition, with what blocks use of Open edX's keys though no contract names it."""

    __slots__ = ()

    @property
    def block_id(self) -> str:
        """The id as one word."""
        return str(self)

    def html_id(self) -> str:
        """The id as it may stand in an id of HTML."""
        return "xblock-" + self.replace(".", "-")


class Ids(IdReader, IdGenerator):
    """The blocks of one exercise. Filled by parsing, only read afterwards."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.types: dict[str, str] = {}  # block type by usage
        self._parents: list[str] = []
        self._counts: dict[str, int] = {}

    def inside(self, parent: str) -> "Ids":
        """Say under which usage the next one comes; for use with `with`."""
        self._parents.append(parent)
        return self

    def __enter__(self) -> "Ids":
        return self

    def __exit__(self, *error: object) -> None:
        self._parents.pop()

    # -- Making ids --------------------------------------------------------------------------------------------------

    def create_definition(self, block_type: str, slug: str | None = None) -> UsageId:
        """A definition for the next usage."""
        if not self._parents:
            usage = self.root
        else:
            parent = self._parents[-1]
            number = self._counts.get(parent, 0)
            self._counts[parent] = number + 1
            usage = f"{parent}.{number}"
        self.types[usage] = block_type
        return UsageId(DEFINITION + usage)

    def create_usage(self, def_id: str) -> UsageId:
        """The usage of a definition: here each has one."""
        return UsageId(def_id.removeprefix(DEFINITION))

    def create_aside(self, definition_id: str, usage_id: str, aside_type: str) -> tuple[UsageId, UsageId]:
        """The ids of what stands beside a block."""
        usage = UsageId(f"{usage_id}{BESIDE}{aside_type}")
        return UsageId(DEFINITION + usage), usage

    # -- Reading ids -------------------------------------------------------------------------------------------------

    def get_definition_id(self, usage_id: str) -> UsageId:
        """Raises NoSuchUsage."""
        if usage_id not in self.types:
            raise NoSuchUsage(repr(usage_id))
        return UsageId(DEFINITION + usage_id)

    def get_block_type(self, def_id: str) -> str:
        """Raises NoSuchDefinition."""
        try:
            return self.types[def_id.removeprefix(DEFINITION)]
        except KeyError as error:
            raise NoSuchDefinition(repr(def_id)) from error

    def get_usage_id_from_aside(self, aside_id: str) -> UsageId:
        return UsageId(aside_id.partition(BESIDE)[0])

    def get_definition_id_from_aside(self, aside_id: str) -> str:
        return aside_id.partition(BESIDE)[0]

    def get_aside_type_from_usage(self, aside_id: str) -> str:
        return aside_id.partition(BESIDE)[2]

    def get_aside_type_from_definition(self, aside_id: str) -> str:
        return aside_id.partition(BESIDE)[2]
