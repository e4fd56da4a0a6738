import json
import subprocess
import sys


def test_deciding_needs_no_database_no_audio_and_no_network() -> None:
    """DESIGN section 4: the planner, and the hours the guard uses, import none of them."""
    code = (
        "import broadcaster.schedule.planner, broadcaster.schedule.deferral, "
        "broadcaster.schedule.programmes.file, broadcaster.schedule.hours.policy, json, sys; "
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    loaded = json.loads(subprocess.check_output([sys.executable, "-c", code]))
    forbidden = {"sqlalchemy", "alembic", "av", "numpy", "pydub", "click", "requests", "gtts"}
    assert forbidden & set(loaded) == set()


def test_commands_that_bring_nothing_out_load_no_library_for_it() -> None:
    code = (
        "import broadcaster.schedule.actions, sys; print({'typst', 'icalendar'} & set(sys.modules))"
    )
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert loaded.strip() == "set()"
