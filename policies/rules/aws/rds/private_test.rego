package rules.aws.rds.private_test

import data.lib.fixture
import data.rules.aws.rds.private

test_allows_the_passing_document if count(private.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in private.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in private.deny} == {"unknown"} with input as undecided
}

test_allows_what_leaves_it_to_the_default if {
	count(private.deny) == 0 with input as _database("aws_db_instance.main", {}, {})
	count(private.deny) == 0 with input as _database("aws_rds_cluster_instance.main", {}, {"publicly_accessible": true})
}

passing := _database("aws_db_instance.main", {"publicly_accessible": false}, {})

failing := _database("aws_rds_cluster_instance.main", {"publicly_accessible": true}, {})

undecided := _database("aws_db_instance.main", {}, {"publicly_accessible": true})

_database(address, after, unknown) := fixture.document([fixture.created(address, after, unknown)])
