package rules.aws.s3.public_access_blocked_test

import data.lib.fixture
import data.rules.aws.s3.public_access_blocked

test_allows_a_bucket_whose_block_has_every_flag if {
	count(public_access_blocked.deny) == 0 with input as fixture.document([_bucket, _block({}, {})])
}

test_denies_a_bucket_without_a_block if {
	{denied.resource | some denied in public_access_blocked.deny} == {"aws_s3_bucket.logs"} with input as fixture.document([_bucket])
}

test_denies_a_block_of_another_bucket if {
	other := fixture.created("aws_s3_bucket.other", {"bucket": "other"}, {"id": true})
	{denied.resource | some denied in public_access_blocked.deny} == {"aws_s3_bucket.other"} with input as fixture.document([_bucket, other, _block({}, {})])
}

test_denies_each_flag_that_is_off if {
	some flag in {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}
	{denied.path | some denied in public_access_blocked.deny} == {flag} with input as fixture.document([_bucket, _block({flag: false}, {})])
}

test_is_undecided_about_a_flag_that_is_not_known if {
	{denied.status | some denied in public_access_blocked.deny} == {"unknown"} with input as fixture.document([_bucket, _block({"block_public_acls": null}, {"block_public_acls": true})])
}

_bucket := fixture.created("aws_s3_bucket.logs", {"bucket": "logs"}, {"id": true})

_block(changed, unknown) := fixture.referring(
	fixture.created(
		"aws_s3_bucket_public_access_block.logs",
		object.union(
			{
				"block_public_acls": true,
				"block_public_policy": true,
				"ignore_public_acls": true,
				"restrict_public_buckets": true,
			},
			changed,
		),
		object.union({"bucket": true}, unknown),
	),
	"bucket",
	"aws_s3_bucket.logs",
)
