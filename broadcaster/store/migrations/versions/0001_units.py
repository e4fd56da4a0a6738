"""The outbox, and the register of units, people, stations, clusters and zones."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(80)
NAME = sa.String(200)
SHORT = sa.String(40)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("path", sa.String(300), nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    _make_units()
    _make_people()
    _make_places()
    op.create_table(
        "unit_change",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("os_user", SHORT, nullable=False),
        sa.Column("what", SHORT, nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_unit_change"),
    )
    op.create_index("ix_unit_change_subject", "unit_change", ["subject"])


def downgrade() -> None:
    """Drop the tables, the referring ones first."""
    for table in (
        "unit_change",
        "zone_cluster",
        "zone",
        "cluster",
        "station",
        "delegation",
        "appointment",
        "person",
        "unit_membership",
        "unit_former",
        "unit",
        "outbox",
    ):
        op.drop_table(table)


def _make_units() -> None:
    op.create_table(
        "unit",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("code", SHORT, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("merged_into", ID),
        sa.PrimaryKeyConstraint("number", name="pk_unit"),
        sa.UniqueConstraint("id", name="uq_unit_id"),
        sa.ForeignKeyConstraint(["merged_into"], ["unit.id"], name="fk_unit_merged_into_unit"),
    )
    op.create_table(
        "unit_former",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("code", SHORT, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("document", NAME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_unit_former"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_unit_former_unit_unit"),
    )
    op.create_index("ix_unit_former_unit", "unit_former", ["unit"])
    op.create_table(
        "unit_membership",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("parent", ID, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.PrimaryKeyConstraint("number", name="pk_unit_membership"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_unit_membership_unit_unit"),
        sa.ForeignKeyConstraint(["parent"], ["unit.id"], name="fk_unit_membership_parent_unit"),
    )
    op.create_index("ix_unit_membership_unit", "unit_membership", ["unit"])


def _make_people() -> None:
    op.create_table(
        "person",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("phone", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_person"),
        sa.UniqueConstraint("id", name="uq_person_id"),
    )
    op.create_table(
        "appointment",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("role", SHORT, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("document", NAME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_appointment"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_appointment_person_person"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_appointment_unit_unit"),
    )
    op.create_index("ix_appointment_person", "appointment", ["person"])
    op.create_table(
        "delegation",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("giver", ID, nullable=False),
        sa.Column("receiver", ID, nullable=False),
        sa.Column("role", SHORT, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("document", NAME, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.PrimaryKeyConstraint("number", name="pk_delegation"),
        sa.ForeignKeyConstraint(["giver"], ["person.id"], name="fk_delegation_giver_person"),
        sa.ForeignKeyConstraint(["receiver"], ["person.id"], name="fk_delegation_receiver_person"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_delegation_unit_unit"),
    )


def _make_places() -> None:
    op.create_table(
        "station",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("address", NAME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_station"),
        sa.UniqueConstraint("id", name="uq_station_id"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_station_unit_unit"),
    )
    _make_clusters()
    op.create_table(
        "zone",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("station", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_zone"),
        sa.UniqueConstraint("station", "id", name="uq_zone_station"),
        sa.ForeignKeyConstraint(["station"], ["station.id"], name="fk_zone_station_station"),
    )
    op.create_table(
        "zone_cluster",
        sa.Column("zone", sa.Integer, nullable=False),
        sa.Column("cluster", ID, nullable=False),
        sa.PrimaryKeyConstraint("zone", "cluster", name="pk_zone_cluster"),
        sa.ForeignKeyConstraint(["zone"], ["zone.number"], name="fk_zone_cluster_zone_zone"),
        sa.ForeignKeyConstraint(
            ["cluster"], ["cluster.id"], name="fk_zone_cluster_cluster_cluster"
        ),
    )


def _make_clusters() -> None:
    op.create_table(
        "cluster",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("station", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("village", NAME, nullable=False),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.Column("technology", SHORT, nullable=False),
        sa.Column("speakers", sa.Integer),
        sa.Column("watts", sa.Integer),
        sa.Column("provider", NAME, nullable=False),
        sa.Column("sim", SHORT, nullable=False),
        sa.Column("volume_cap_percent", sa.Integer, nullable=False),
        sa.Column("near_sensitive_site", sa.Boolean, nullable=False),
        sa.Column("installed_on", sa.Date),
        sa.Column("warranty_until", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_cluster"),
        sa.UniqueConstraint("id", name="uq_cluster_id"),
        sa.ForeignKeyConstraint(["station"], ["station.id"], name="fk_cluster_station_station"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_cluster_unit_unit"),
    )
