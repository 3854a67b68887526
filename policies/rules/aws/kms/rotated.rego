package rules.aws.kms.rotated

import data.lib.change

# METADATA
# title: Keys rotate
# description: A key that never changes protects, once it is lost, nothing that it ever encrypted.
# custom:
#   id: kms/rotated
#   severity: medium
#   controls: [CIS-AWS-1.4/3.8, PCI-DSS-3.2.1/3.6.4, NIST-800-53-r5/SC-12]
#   types: [aws_kms_key]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

# Only symmetric keys that encrypt can rotate.
_violations contains violation if {
	some key in change.kept.aws_kms_key
	_is_default(key, "key_usage", "ENCRYPT_DECRYPT")
	_is_default(key, "customer_master_key_spec", "SYMMETRIC_DEFAULT")
	some violation in change.must_equal(key, ["enable_key_rotation"], true, "enable_key_rotation is not true")
}

_is_default(key, attribute, standard) if object.get(key.after, attribute, null) in {null, standard}
