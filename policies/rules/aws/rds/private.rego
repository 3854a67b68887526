package rules.aws.rds.private

import data.lib.change

# METADATA
# title: Databases have no public address
# description: A database with a public address is one security group rule away from everybody.
# custom:
#   id: rds/private
#   severity: critical
#   controls: [PCI-DSS-3.2.1/1.3.1, HIPAA/164.312(e)(1), NIST-800-53-r5/AC-4(21)]
#   types: [aws_db_instance, aws_rds_cluster_instance]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains violation if {
	some type in {"aws_db_instance", "aws_rds_cluster_instance"}
	some database in change.kept[type]
	not _is_left_to_default(database)
	some violation in change.must_differ(database, ["publicly_accessible"], true, "publicly_accessible is true")
}

# The default is private; a cluster's instance shows it only after it was made.
_is_left_to_default(database) if {
	database.type == "aws_rds_cluster_instance"
	change.is_left_out(database, ["publicly_accessible"])
}
