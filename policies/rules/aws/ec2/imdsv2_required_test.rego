package rules.aws.ec2.imdsv2_required_test

import data.lib.fixture
import data.rules.aws.ec2.imdsv2_required

test_allows_the_passing_document if count(imdsv2_required.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in imdsv2_required.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in imdsv2_required.deny} == {"unknown"} with input as undecided
}

test_allows_a_metadata_service_that_is_off if {
	count(imdsv2_required.deny) == 0 with input as fixture.document([_instance({"metadata_options": [{"http_endpoint": "disabled"}]}, {})])
}

test_denies_what_leaves_it_to_the_provider if {
	{denied.status | some denied in imdsv2_required.deny} == {"fail"} with input as fixture.document([_instance({}, {"metadata_options": true})])
}

test_looks_at_the_launch_template_an_instance_is_started_from if {
	template := fixture.created("aws_launch_template.web", {"metadata_options": [{"http_tokens": "optional"}]}, {})
	instance := fixture.referring(_instance({}, {"metadata_options": true}), "launch_template.id", "aws_launch_template.web")
	{denied.resource | some denied in imdsv2_required.deny} == {"aws_launch_template.web"} with input as fixture.document([template, instance])
}

passing := fixture.document([_instance({"metadata_options": [{"http_tokens": "required"}]}, {})])

failing := fixture.document([_instance({"metadata_options": [{"http_tokens": "optional"}]}, {})])

undecided := fixture.document([fixture.referring(
	_instance({"metadata_options": [{}]}, {"metadata_options": [{"http_tokens": true}]}),
	"metadata_options.http_tokens",
	"aws_ssm_parameter.tokens",
)])

_instance(after, unknown) := fixture.created("aws_instance.web", after, unknown)
