package rules.aws.ec2.volumes_encrypted_test

import data.lib.fixture
import data.rules.aws.ec2.volumes_encrypted

test_allows_the_passing_document if count(volumes_encrypted.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in volumes_encrypted.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in volumes_encrypted.deny} == {"unknown"} with input as undecided
}

test_denies_a_root_volume_that_nothing_is_said_about if {
	{denied.path | some denied in volumes_encrypted.deny} == {"root_block_device.0.encrypted"} with input as fixture.document([fixture.created("aws_instance.web", {}, {"root_block_device": true})])
}

test_denies_the_further_volume_that_is_not_encrypted if {
	after := {"root_block_device": [{"encrypted": true}], "ebs_block_device": [{"encrypted": true}, {"encrypted": false}]}
	{denied.path | some denied in volumes_encrypted.deny} == {"ebs_block_device.1.encrypted"} with input as fixture.document([fixture.created("aws_instance.web", after, {})])
}

test_reads_launch_templates_which_say_it_as_text if {
	count(volumes_encrypted.deny) == 0 with input as _template("true")
	count(volumes_encrypted.deny) == 1 with input as _template("false")
}

passing := fixture.document([fixture.created("aws_ebs_volume.data", {"encrypted": true}, {})])

failing := fixture.document([fixture.created("aws_ebs_volume.data", {"encrypted": false}, {})])

undecided := fixture.document([fixture.referring(
	fixture.created("aws_ebs_volume.data", {}, {"encrypted": true}),
	"encrypted",
	"aws_ssm_parameter.encrypted",
)])

_template(encrypted) := fixture.document([fixture.created(
	"aws_launch_template.web",
	{"block_device_mappings": [{"ebs": [{"encrypted": encrypted}]}]},
	{},
)])
