package rules.aws.kms.rotated_test

import data.lib.fixture
import data.rules.aws.kms.rotated

test_allows_the_passing_document if count(rotated.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in rotated.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in rotated.deny} == {"unknown"} with input as undecided
}

test_allows_a_key_that_cannot_rotate if {
	count(rotated.deny) == 0 with input as fixture.document([_key({"key_usage": "SIGN_VERIFY", "customer_master_key_spec": "ECC_NIST_P256"}, {})])
}

passing := fixture.document([_key({"enable_key_rotation": true}, {})])

failing := fixture.document([_key({"enable_key_rotation": false}, {})])

undecided := fixture.document([fixture.referring(
	_key({}, {"enable_key_rotation": true}),
	"enable_key_rotation",
	"aws_ssm_parameter.rotation",
)])

_key(after, unknown) := fixture.created("aws_kms_key.main", after, unknown)
