package rules.aws.ec2.imdsv2_required

import data.lib.change
import data.lib.machine

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
	some described in machine.described
	change.equals(described, ["metadata_options", 0, "http_endpoint"], "disabled") != "yes"
	path := ["metadata_options", 0, "http_tokens"]
	some violation in change.must_equal(described, path, "required", "metadata_options.http_tokens is not \"required\"")
}
