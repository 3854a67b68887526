package rules.aws.iam.no_world_trust

import data.lib.change
import data.lib.iam

# METADATA
# title: Roles name who may take them
# description: A role that everybody may take is a way into the account for everybody who learns its name.
# custom:
#   id: iam/no_world_trust
#   severity: critical
#   controls: [NIST-800-53-r5/AC-3, NIST-800-53-r5/AC-6]
#   types: [aws_iam_role]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(role, _path, "everybody may take this role") if {
	some role in change.kept.aws_iam_role
	some statement in iam.statements(role, _path)
	statement.Effect == "Allow"
	_is_everybody(statement.Principal)
	count(object.get(statement, "Condition", {})) == 0
}

_violations contains change.violation(role, _path, "who may take this role cannot be read") if {
	some role in change.kept.aws_iam_role
	iam.statements(role, _path) == "unreadable"
}

_violations contains change.undecided(role, _path, "everybody may take this role") if {
	some role in change.kept.aws_iam_role
	iam.statements(role, _path) == "unknown"
}

_path := ["assume_role_policy"]

_is_everybody("*")

_is_everybody(principal) if {
	some named in principal
	"*" in iam.listed(named)
}
