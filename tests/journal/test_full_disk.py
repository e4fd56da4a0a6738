"""The log under a limit that the kernel itself enforces, as RLIMIT_FSIZE does for any file."""

import json
import subprocess
import sys
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.logs import read_logs
from broadcaster.journal.verification import survey

FILL = """
import json, resource, sys
from datetime import UTC, datetime
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError
from broadcaster.journal.model import Kind
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime

home = Home(Path(sys.argv[1]))
journal = Journal.open(
    home, station="khe-ren", unit="khe-ren", key=BoxKey.load(home.keys),
    time=VirtualTime(datetime(2026, 11, 22, 1, 0, tzinfo=UTC)),
    trust=lambda: TimeTrust(TimeQuality.NTP, 100, ""),
)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
done, refused = [0], []
for limit in (20_000, 30_001):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    for _ in range(40):
        try:
            done.append(journal.append(Kind.ALARM, code="x", text="Mất điện " * 40).seq)
        except JournalError as error:
            refused.append(error.reason)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
done.append(journal.append(Kind.HEARTBEAT).seq)
journal.checkpoint()
json.dump({"done": done, "refused": refused}, sys.stdout)
"""


def test_a_full_disk_refuses_and_leaves_the_log_valid_and_later_appends_work(home: Home) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FILL, str(home.root)], capture_output=True, check=True, timeout=60
    )
    told = json.loads(ran.stdout)
    assert set(told["refused"]) == {"full"}
    assert len(told["refused"]) > 20
    assert told["done"] == list(range(len(told["done"])))
    (log,) = read_logs(home)
    found = survey(log.id, log.lines())
    assert found.is_whole
    assert (found.range.size, found.torn) == (len(told["done"]), 0)
    assert Path(log.segments[0]).stat().st_size > 20_000
