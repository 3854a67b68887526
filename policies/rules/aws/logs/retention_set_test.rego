package rules.aws.logs.retention_set_test

import data.lib.fixture
import data.rules.aws.logs.retention_set

test_allows_the_passing_document if count(retention_set.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in retention_set.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in retention_set.deny} == {"unknown"} with input as undecided
}

test_denies_a_group_that_says_nothing if {
	{denied.path | some denied in retention_set.deny} == {"retention_in_days"} with input as _group({"name": "app"}, {})
}

passing := _group({"retention_in_days": 30}, {})

failing := _group({"retention_in_days": 0}, {})

undecided := _group({}, {"retention_in_days": true})

_group(after, unknown) := fixture.document([fixture.created("aws_cloudwatch_log_group.app", after, unknown)])
