"""Compile the message catalogues into the package, for a wheel and for an editable install.

Each feature folder keeps its own `locale/<language>/<feature>.po`; together they make one
`broadcaster.mo` per language, which is never committed. A wheel also gets the shipped programmes
of `playlists/` beside `broadcaster.schedule.programmes.templates`, which reads them in place in a
checkout.
"""

from pathlib import Path
from typing import ClassVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import Command, setup
from setuptools.command.build_py import build_py

LOCALES = Path(__file__).parent / "broadcaster" / "locale"
PLAYLISTS = Path(__file__).parent / "playlists"


def compile_language(folder: Path) -> None:
    """Merge every `.po` of one language folder into its `LC_MESSAGES/broadcaster.mo`."""
    whole = Catalog(locale=folder.name)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=folder.name):
                if message.id:
                    whole.add(message.id, message.string, context=message.context)
    target = folder / "LC_MESSAGES" / "broadcaster.mo"
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, whole)


class CompileCatalogue(Command):
    """`python setup.py compile_catalogue`."""

    user_options: ClassVar[list[tuple[str, str, str]]] = []

    def initialize_options(self) -> None:
        """Nothing to prepare."""

    def finalize_options(self) -> None:
        """Nothing to settle."""

    def run(self) -> None:
        """Compile every language."""
        for folder in sorted(p for p in LOCALES.iterdir() if p.is_dir()):
            compile_language(folder)


class BuildWithCatalogue(build_py):
    """The ordinary build, with the catalogues compiled first and the programmes added."""

    def run(self) -> None:
        """Compile, build, and copy the programmes into what a wheel is made of."""
        self.run_command("compile_catalogue")
        super().run()
        if not self.editable_mode:
            for source, target in self._playlists().items():
                self.mkpath(str(Path(target).parent))
                self.copy_file(source, target)

    def get_output_mapping(self) -> dict[str, str]:
        """Name the copied programmes among what was built."""
        return {target: source for source, target in self._playlists().items()} | (
            super().get_output_mapping()
        )

    def _playlists(self) -> dict[str, str]:
        folder = Path(self.build_lib) / "broadcaster" / "schedule" / "programmes" / "playlists"
        return {str(path): str(folder / path.name) for path in sorted(PLAYLISTS.glob("*.toml*"))}


setup(cmdclass={"build_py": BuildWithCatalogue, "compile_catalogue": CompileCatalogue})
