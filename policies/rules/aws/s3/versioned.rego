package rules.aws.s3.versioned

import data.lib.change
import data.lib.link

# METADATA
# title: Buckets keep earlier versions
# description: Without versions an overwritten or deleted object cannot be brought back.
# custom:
#   id: s3/versioned
#   severity: medium
#   controls: [PCI-DSS-3.2.1/10.5.3, HIPAA/164.312(c)(1), NIST-800-53-r5/CP-9a]
#   types: [aws_s3_bucket, aws_s3_bucket_versioning]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(bucket, [], "no versioning refers to this bucket") if {
	some bucket in change.kept.aws_s3_bucket
	count(link.companions(bucket, "aws_s3_bucket_versioning", "bucket")) == 0
	change.equals(bucket, ["versioning", 0, "enabled"], true) == "no"
}

_violations contains violation if {
	some versioning in change.kept.aws_s3_bucket_versioning
	path := ["versioning_configuration", 0, "status"]
	some violation in change.must_equal(versioning, path, "Enabled", "versioning is not enabled")
}
