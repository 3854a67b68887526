package rules.aws.logs.retention_set

import data.lib.change

# METADATA
# title: Log groups say how long they keep
# description: A log group that keeps for ever costs more every month and holds personal data longer than anyone meant to.
# custom:
#   id: logs/retention_set
#   severity: medium
#   controls: [PCI-DSS-3.2.1/10.7, HIPAA/164.312(b), NIST-800-53-r5/AU-11]
#   types: [aws_cloudwatch_log_group]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

# Zero, or nothing, is for ever.
_violations contains violation if {
	some group in change.kept.aws_cloudwatch_log_group
	some endless in {0, null}
	some violation in change.must_differ(group, ["retention_in_days"], endless, "retention_in_days is not set")
}
