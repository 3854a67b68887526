package rules.aws.iam.no_admin_policy

import data.lib.change
import data.lib.iam

# METADATA
# title: Nobody is allowed everything
# description: Whoever gets hold of one identity that may do everything has the account.
# custom:
#   id: iam/no_admin_policy
#   severity: critical
#   controls: [CIS-AWS-1.4/1.16, PCI-DSS-3.2.1/7.1.2, HIPAA/164.308(a)(3)(i), NIST-800-53-r5/AC-6]
#   types:
#     - aws_iam_policy
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_iam_role
#     - aws_iam_role_policy_attachment
#     - aws_iam_user_policy_attachment
#     - aws_iam_group_policy_attachment
#     - aws_iam_policy_attachment
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(document.resource, document.path, "every action on every resource is allowed") if {
	some document in _documents
	some statement in iam.statements(document.resource, document.path)
	statement.Effect == "Allow"
	some action in iam.listed(statement.Action)
	action in {"*", "*:*"}
	"*" in iam.listed(statement.Resource)
}

_violations contains change.violation(document.resource, document.path, "the policy cannot be read") if {
	some document in _documents
	iam.statements(document.resource, document.path) == "unreadable"
}

_violations contains change.undecided(document.resource, document.path, "every action on every resource is allowed") if {
	some document in _documents
	iam.statements(document.resource, document.path) == "unknown"
}

_violations contains change.violation(attachment, ["policy_arn"], "AdministratorAccess is attached") if {
	some type in {
		"aws_iam_role_policy_attachment",
		"aws_iam_user_policy_attachment",
		"aws_iam_group_policy_attachment",
		"aws_iam_policy_attachment",
	}
	some attachment in change.kept[type]
	_is_admin(attachment.after.policy_arn)
}

_violations contains change.violation(role, ["managed_policy_arns"], "AdministratorAccess is attached") if {
	some role in change.kept.aws_iam_role
	some arn in change.value(role, ["managed_policy_arns"])
	_is_admin(arn)
}

_documents contains {"resource": resource, "path": ["policy"]} if {
	some type in {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}
	some resource in change.kept[type]
}

_documents contains {"resource": role, "path": ["inline_policy", index, "policy"]} if {
	some role in change.kept.aws_iam_role
	some index, _ in change.value(role, ["inline_policy"])
}

_is_admin(arn) if endswith(arn, ":iam::aws:policy/AdministratorAccess")
