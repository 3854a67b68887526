package rules.aws.rds.encrypted_test

import data.lib.fixture
import data.rules.aws.rds.encrypted

test_allows_the_passing_document if count(encrypted.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in encrypted.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in encrypted.deny} == {"unknown"} with input as undecided
}

test_denies_what_says_nothing if {
	count(encrypted.deny) == 1 with input as fixture.document([_database({}, {})])
}

test_allows_a_replica_which_is_as_encrypted_as_its_source if {
	count(encrypted.deny) == 0 with input as fixture.document([_database({"replicate_source_db": "main"}, {})])
	count(encrypted.deny) == 0 with input as fixture.document([_database({}, {"replicate_source_db": true})])
}

passing := fixture.document([_database({"storage_encrypted": true}, {})])

failing := fixture.document([_database({"storage_encrypted": false}, {})])

undecided := fixture.document([fixture.referring(
	_database({}, {"storage_encrypted": true}),
	"storage_encrypted",
	"aws_ssm_parameter.encrypted",
)])

_database(after, unknown) := fixture.created("aws_db_instance.main", after, unknown)
