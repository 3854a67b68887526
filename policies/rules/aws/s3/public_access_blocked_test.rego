package rules.aws.s3.public_access_blocked_test

import data.lib.fixture
import data.rules.aws.s3.public_access_blocked

test_allows_the_passing_document if count(public_access_blocked.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in public_access_blocked.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in public_access_blocked.deny} == {"unknown"} with input as undecided
}

test_denies_a_bucket_without_a_block if {
	{denied.resource | some denied in public_access_blocked.deny} == {"aws_s3_bucket.logs"} with input as fixture.document([_bucket])
}

test_denies_the_bucket_whose_block_is_of_another if {
	{denied.resource | some denied in public_access_blocked.deny} == {"aws_s3_bucket.other"} with input as fixture.document([
		_bucket,
		fixture.created("aws_s3_bucket.other", {"bucket": "other"}, {"id": true}),
		_block({}, {}),
	])
}

test_denies_each_flag_that_is_off if {
	every flag in {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"} {
		{denied.path | some denied in public_access_blocked.deny} == {flag} with input as fixture.document([
			_bucket,
			_block({flag: false}, {}),
		])
	}
}

test_allows_a_block_that_names_the_bucket_it_means if {
	named := fixture.created("aws_s3_bucket_public_access_block.logs", object.union(_flags, {"bucket": "logs"}), {})
	count(public_access_blocked.deny) == 0 with input as fixture.document([_bucket, named])
}

test_denies_a_bucket_whose_block_is_destroyed if {
	gone := object.union(_block({}, {}), {"actions": ["delete"], "after": null})
	{denied.resource | some denied in public_access_blocked.deny} == {"aws_s3_bucket.logs"} with input as fixture.document([_bucket, gone])
}

passing := fixture.document([_bucket, _block({}, {})])

failing := fixture.document([_bucket, _block({"restrict_public_buckets": false}, {})])

undecided := fixture.document([
	_bucket,
	fixture.referring(_block({"block_public_acls": null}, {"block_public_acls": true}), "block_public_acls", "var.blocked"),
])

_bucket := fixture.created("aws_s3_bucket.logs", {"bucket": "logs"}, {"id": true})

_block(changed, unknown) := fixture.referring(
	fixture.created(
		"aws_s3_bucket_public_access_block.logs",
		object.union(_flags, changed),
		object.union({"bucket": true}, unknown),
	),
	"bucket",
	"aws_s3_bucket.logs",
)

_flags := {
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": true,
}
