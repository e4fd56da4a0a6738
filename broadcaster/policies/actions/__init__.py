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
from broadcaster.policies.actions.templates import write_agency_template, write_policy_template

__all__ = [
    "agencies",
    "agency",
    "import_agencies",
    "import_policies",
    "policies",
    "policy",
    "set_stage",
    "state_agency",
    "state_policy",
    "subject_of",
    "take_back_stage",
    "write_agency_template",
    "write_policy_template",
]
