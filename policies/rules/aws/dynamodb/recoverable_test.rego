package rules.aws.dynamodb.recoverable_test

import data.lib.fixture
import data.rules.aws.dynamodb.recoverable

test_allows_the_passing_document if count(recoverable.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in recoverable.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in recoverable.deny} == {"unknown"} with input as undecided
}

test_denies_a_table_that_leaves_it_to_the_provider if {
	{denied.status | some denied in recoverable.deny} == {"fail"} with input as fixture.document([_table({}, {"point_in_time_recovery": true})])
}

passing := fixture.document([_table({"point_in_time_recovery": [{"enabled": true}]}, {})])

failing := fixture.document([_table({"point_in_time_recovery": [{"enabled": false}]}, {})])

undecided := fixture.document([fixture.referring(
	_table({"point_in_time_recovery": [{}]}, {"point_in_time_recovery": [{"enabled": true}]}),
	"point_in_time_recovery.enabled",
	"aws_ssm_parameter.recovery",
)])

_table(after, unknown) := fixture.created("aws_dynamodb_table.orders", after, unknown)
