"""What people do with emergency templates: check, apply, approve, withdraw, list."""

from broadcaster.emergency.actions.templates import (
    Checked,
    Listed,
    apply_templates,
    approve_template,
    check_templates,
    cuts_in_hand,
    publish_templates,
    template,
    template_list,
    withdraw_template,
)

__all__ = [
    "Checked",
    "Listed",
    "apply_templates",
    "approve_template",
    "check_templates",
    "cuts_in_hand",
    "publish_templates",
    "template",
    "template_list",
    "withdraw_template",
]
