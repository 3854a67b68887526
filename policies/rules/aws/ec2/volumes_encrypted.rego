package rules.aws.ec2.volumes_encrypted

import data.lib.change
import data.lib.machine

# METADATA
# title: Volumes are encrypted
# description: What lies on an unencrypted volume can be read from each of its snapshots.
# custom:
#   id: ec2/volumes_encrypted
#   severity: high
#   controls: [CIS-AWS-1.4/2.2.1, PCI-DSS-3.2.1/3.4, HIPAA/164.312(a)(2)(iv), NIST-800-53-r5/SC-28(1)]
#   types: [aws_ebs_volume, aws_instance, aws_launch_template]
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains violation if {
	some volume in change.kept.aws_ebs_volume
	some violation in _must_be_encrypted(volume, ["encrypted"])
}

# The root volume, said or unsaid, and each further one that is said.
_violations contains violation if {
	some instance in machine.described
	instance.type == "aws_instance"
	some violation in _must_be_encrypted(instance, ["root_block_device", 0, "encrypted"])
}

_violations contains violation if {
	some instance in machine.described
	some index, _ in change.value(instance, ["ebs_block_device"])
	some violation in _must_be_encrypted(instance, ["ebs_block_device", index, "encrypted"])
}

_violations contains violation if {
	some template in change.kept.aws_launch_template
	some index, device in change.value(template, ["block_device_mappings"])
	some inner, _ in device.ebs
	some violation in _must_be_encrypted(template, ["block_device_mappings", index, "ebs", inner, "encrypted"])
}

# Launch templates say it as text.
_must_be_encrypted(resource, path) := set() if {
	change.equals(resource, path, "true") == "yes"
} else := change.must_equal(resource, path, true, "the volume is not encrypted")
