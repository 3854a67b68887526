package rules.aws.rds.encrypted

import data.lib.change

# METADATA
# title: Databases are encrypted where they lie
# description: Encryption cannot be switched on later; the database would have to be copied into a new one.
# custom:
#   id: rds/encrypted
#   severity: high
#   controls: [CIS-AWS-1.4/2.3.1, PCI-DSS-3.2.1/3.4, HIPAA/164.312(a)(2)(iv), NIST-800-53-r5/SC-28(1)]
#   types: [aws_db_instance, aws_rds_cluster]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains violation if {
	some type in {"aws_db_instance", "aws_rds_cluster"}
	some database in change.kept[type]
	not _takes_it_from_elsewhere(database)
	some violation in change.must_equal(database, ["storage_encrypted"], true, "storage_encrypted is not true")
}

# A replica is as encrypted as its source; Aurora Serverless always is.
_takes_it_from_elsewhere(database) if is_string(change.value(database, ["replicate_source_db"]))

_takes_it_from_elsewhere(database) if change.is_unknown(database, ["replicate_source_db"])

_takes_it_from_elsewhere(database) if change.value(database, ["engine_mode"]) == "serverless"
