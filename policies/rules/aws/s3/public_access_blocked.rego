package rules.aws.s3.public_access_blocked

import data.lib.change
import data.lib.link

# METADATA
# title: Buckets block public access
# description: A public bucket leaks what is put in it later, not only what is there today.
# custom:
#   id: s3/public_access_blocked
#   severity: high
#   controls: [CIS-AWS-1.4/2.1.5, PCI-DSS-3.2.1/1.2.1, HIPAA/164.312(a)(1), NIST-800-53-r5/AC-3]
#   types: [aws_s3_bucket, aws_s3_bucket_public_access_block]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(bucket, [], "no public access block refers to this bucket") if {
	some bucket in change.kept.aws_s3_bucket
	count(link.companions(bucket, "aws_s3_bucket_public_access_block", "bucket")) == 0
}

_violations contains violation if {
	some block in change.kept.aws_s3_bucket_public_access_block
	some flag in {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}
	some violation in change.must_equal(block, [flag], true, concat(" ", [flag, "is not true"]))
}
