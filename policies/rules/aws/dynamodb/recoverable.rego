package rules.aws.dynamodb.recoverable

import data.lib.change

# METADATA
# title: Tables can be restored to a point in time
# description: A table without point-in-time recovery loses every write since the last backup somebody thought of.
# custom:
#   id: dynamodb/recoverable
#   severity: medium
#   controls: [AWS-FSBP/DynamoDB.2, HIPAA/164.308(a)(7)(ii)(A), NIST-800-53-r5/CP-9a]
#   types: [aws_dynamodb_table]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains violation if {
	some table in change.kept.aws_dynamodb_table
	path := ["point_in_time_recovery", 0, "enabled"]
	some violation in change.must_equal(table, path, true, "point-in-time recovery is not enabled")
}
