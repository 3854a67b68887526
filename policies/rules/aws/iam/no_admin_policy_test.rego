package rules.aws.iam.no_admin_policy_test

import data.lib.fixture
import data.rules.aws.iam.no_admin_policy

test_allows_the_passing_document if count(no_admin_policy.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in no_admin_policy.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in no_admin_policy.deny} == {"unknown"} with input as undecided
}

test_denies_a_wildcard_in_a_list_among_others if {
	count(no_admin_policy.deny) == 1 with input as fixture.document([_policy({"Action": ["s3:GetObject", "*"], "Resource": ["*"]})])
}

test_allows_to_deny_everything if {
	count(no_admin_policy.deny) == 0 with input as fixture.document([_policy({"Effect": "Deny", "Action": "*", "Resource": "*"})])
}

test_denies_what_cannot_be_read if {
	{denied.status | some denied in no_admin_policy.deny} == {"fail"} with input as fixture.document([fixture.created("aws_iam_policy.deploy", {"policy": "{"}, {})])
}

test_denies_administrator_access_by_attachment if {
	arn := "arn:aws:iam::aws:policy/AdministratorAccess"
	count(no_admin_policy.deny) == 1 with input as fixture.document([fixture.created("aws_iam_role_policy_attachment.deploy", {"policy_arn": arn}, {})])
	count(no_admin_policy.deny) == 1 with input as fixture.document([fixture.created("aws_iam_role.deploy", {"managed_policy_arns": [arn]}, {})])
}

test_reads_the_data_source_where_the_text_is_not_known if {
	count(no_admin_policy.deny) == 0 with input as _from_document({"statement": [{"actions": ["s3:GetObject"], "resources": {"references": ["aws_s3_bucket.logs.arn"]}}]})
	{denied.status | some denied in no_admin_policy.deny} == {"fail"} with input as _from_document({"statement": [{"actions": ["*"], "resources": ["*"]}]})
	{denied.status | some denied in no_admin_policy.deny} == {"unknown"} with input as _from_document({"source_policy_documents": {"references": ["data.x"]}})
}

passing := fixture.document([_policy({"Action": "s3:GetObject", "Resource": "*"})])

failing := fixture.document([_policy({"Action": "*", "Resource": "*"})])

undecided := fixture.document([_unknown_policy])

_policy(statement) := fixture.created(
	"aws_iam_policy.deploy",
	{"policy": json.marshal({"Version": "2012-10-17", "Statement": object.union({"Effect": "Allow"}, statement)})},
	{},
)

_unknown_policy := fixture.created("aws_iam_policy.deploy", {}, {"policy": true})

_from_document(arguments) := object.union(
	fixture.document([fixture.referring(_unknown_policy, "policy", "data.aws_iam_policy_document.deploy")]),
	{"data": [{
		"address": "data.aws_iam_policy_document.deploy",
		"type": "aws_iam_policy_document",
		"name": "deploy",
		"provider": "aws",
		"arguments": arguments,
		"references": [],
	}]},
)
