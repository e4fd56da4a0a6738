"""What each cluster got, from the log alone."""

from datetime import date
from zoneinfo import ZoneInfo

from broadcaster.journal.record import Record
from broadcaster.playout.log.entries import by_cluster
from broadcaster.playout.model import ClusterHeard
from broadcaster.reports.clusters import ClusterRow, fold_clusters

Got = ClusterHeard
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 22)
MORNING = "morning@2026-11-22T05:30"


def end(session: str, samples: int, cause: str, *clusters: ClusterHeard, **more: str) -> Record:
    fields = {
        "kind": "end",
        "at": "2026-11-21T22:31:00.000000Z",
        "session": session,
        "samples": samples,
        "cause": cause,
        "clusters": by_cluster(clusters),
        **more,
    }
    return Record(fields, b"")


def test_each_cluster_of_each_session_is_a_row_with_what_it_got() -> None:
    records = [
        end(MORNING, 48_000, "whole", Got("dinh", 48_000, 2), Got("cho", 0, 0)),
        end(
            MORNING,
            96_000,
            "whole",
            Got("dinh", 96_000, 1),
            Got("cho", 48_001, 1),
        ),
        end(MORNING, 24_000, "muted", Got("dinh", 24_000, 2)),
        end("morning@2026-11-23T05:30", 48_000, "whole", Got("dinh", 48_000, 2)),
        end(
            "",
            48_000,
            "whole",
            Got("dinh", 48_000, 2),
            first="2026-11-22T03:00:00.000000Z",
        ),
        end(
            "",
            48_000,
            "whole",
            Got("dinh", 48_000, 2),
            first="2026-11-22T18:00:00.000000Z",
        ),
    ]
    assert fold_clusters(records, DAY, ZONE) == (
        ClusterRow(MORNING, "dinh", 2, 1, 0, 3_500, "1"),
        ClusterRow(MORNING, "cho", 0, 1, 1, 1_001, "1"),
        ClusterRow("", "dinh", 1, 0, 0, 1_000, "2"),
    )


def test_a_station_with_more_clusters_than_a_record_holds_says_how_many_are_left_out() -> None:
    heard = [Got(f"cum-loa-thon-so-{n:03}", 48_000, 1) for n in range(400)]
    entries = by_cluster(heard)
    assert len("".join(entries).encode()) < 6_200
    left_out = int(entries[-1].removeprefix("+"))
    assert left_out == 400 - (len(entries) - 1)
    rows = fold_clusters([end(MORNING, 48_000, "whole", *heard)], DAY, ZONE)
    assert len(rows) == 400 - left_out


def test_what_is_no_such_list_is_passed_over() -> None:
    damaged = [
        Record({"kind": "end", "session": MORNING, "clusters": it}, b"")
        for it in (7, ["x", ":", "a:b:c"])
    ]
    assert fold_clusters(damaged, DAY, ZONE) == ()
