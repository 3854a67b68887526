package rules.aws.ec2.imdsv2_required

import data.lib.change

# METADATA
# title: Instances answer metadata requests only with a session token
# description: Version 1 of the metadata service hands the instance's credentials to whoever can make it send a request.
# custom:
#   id: ec2/imdsv2_required
#   severity: high
#   controls: [AWS-FSBP/EC2.8]
#   types: [aws_instance, aws_launch_template]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains violation if {
	some type in {"aws_instance", "aws_launch_template"}
	some machine in change.kept[type]
	not _is_off(machine)
	path := ["metadata_options", 0, "http_tokens"]
	some violation in change.must_equal(machine, path, "required", "metadata_options.http_tokens is not \"required\"")
}

_is_off(machine) if change.value(machine, ["metadata_options", 0, "http_endpoint"]) == "disabled"
