package rules.aws.iam.no_world_trust_test

import data.lib.fixture
import data.rules.aws.iam.no_world_trust

test_allows_the_passing_document if count(no_world_trust.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in no_world_trust.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in no_world_trust.deny} == {"unknown"} with input as undecided
}

test_denies_everybody_of_each_kind if {
	every principal in ["*", {"AWS": "*"}, {"AWS": ["arn:aws:iam::123456789012:root", "*"]}, {"Federated": "*"}] {
		count(no_world_trust.deny) == 1 with input as fixture.document([_role({"Principal": principal})])
	}
}

test_allows_everybody_under_a_condition if {
	count(no_world_trust.deny) == 0 with input as fixture.document([_role({
		"Principal": "*",
		"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}},
	})])
}

test_denies_what_cannot_be_read if {
	{denied.status | some denied in no_world_trust.deny} == {"fail"} with input as fixture.document([fixture.created("aws_iam_role.app", {"assume_role_policy": "everybody"}, {})])
}

passing := fixture.document([_role({"Principal": {"Service": "ec2.amazonaws.com"}})])

failing := fixture.document([_role({"Principal": {"AWS": "*"}})])

undecided := fixture.document([fixture.created("aws_iam_role.app", {}, {"assume_role_policy": true})])

_role(statement) := fixture.created(
	"aws_iam_role.app",
	{"assume_role_policy": json.marshal({"Statement": [object.union({"Effect": "Allow", "Action": "sts:AssumeRole"}, statement)]})},
	{},
)
