"""What people do with policies and agencies; one function per thing."""

from broadcaster.policies.actions.agencies import (
    agencies,
    agency,
    import_agencies,
    state_agency,
)
from broadcaster.policies.actions.policies import (
    import_policies,
    policies,
    policy,
    set_stage,
    state_policy,
    subject_of,
    take_back_stage,
)
from broadcaster.policies.actions.templates import (
    write_agency_template,
    write_policy_template,
    write_workplan_template,
)
from broadcaster.policies.actions.workplans import (
    import_workplan,
    workplan,
    workplans,
    write_texts,
)

__all__ = [
    "agencies",
    "agency",
    "import_agencies",
    "import_policies",
    "import_workplan",
    "policies",
    "policy",
    "set_stage",
    "state_agency",
    "state_policy",
    "subject_of",
    "take_back_stage",
    "workplan",
    "workplans",
    "write_agency_template",
    "write_policy_template",
    "write_texts",
    "write_workplan_template",
]
