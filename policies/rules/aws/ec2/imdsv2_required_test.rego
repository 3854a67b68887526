package rules.aws.ec2.imdsv2_required_test

import data.lib.fixture
import data.rules.aws.ec2.imdsv2_required

test_allows_required_tokens if {
	_statuses == set() with input as _instance({"metadata_options": [{"http_tokens": "required"}]}, {})
}

test_allows_a_metadata_service_that_is_off if {
	_statuses == set() with input as _instance({"metadata_options": [{"http_endpoint": "disabled"}]}, {})
}

test_denies_optional_tokens if {
	_statuses == {"fail"} with input as _instance({"metadata_options": [{"http_tokens": "optional"}]}, {})
}

test_denies_what_does_not_say_so if {
	_statuses == {"fail"} with input as _instance({}, {})
}

test_is_undecided_about_options_that_are_not_known if {
	_statuses == {"unknown"} with input as _instance({}, {"metadata_options": true})
}

_statuses := {denied.status | some denied in imdsv2_required.deny}

_instance(after, unknown) := fixture.document([fixture.created("aws_instance.web", after, unknown)])
