package rules.aws.s3.versioned_test

import data.lib.fixture
import data.rules.aws.s3.versioned

test_allows_the_passing_document if count(versioned.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in versioned.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in versioned.deny} == {"unknown"} with input as undecided
}

test_denies_a_bucket_without_versioning if {
	{denied.resource | some denied in versioned.deny} == {"aws_s3_bucket.logs"} with input as fixture.document([_bucket])
}

passing := fixture.document([_bucket, _versioning({"status": "Enabled"}, {})])

failing := fixture.document([_bucket, _versioning({"status": "Suspended"}, {})])

undecided := fixture.document([
	_bucket,
	fixture.referring(_versioning({}, {"status": true}), "versioning_configuration.status", "aws_ssm_parameter.status"),
])

_bucket := fixture.created("aws_s3_bucket.logs", {"bucket": "logs"}, {"id": true})

_versioning(configuration, unknown) := fixture.referring(
	fixture.created(
		"aws_s3_bucket_versioning.logs",
		{"versioning_configuration": [configuration]},
		{"bucket": true, "versioning_configuration": [unknown]},
	),
	"bucket",
	"aws_s3_bucket.logs",
)
