# Where virtual machines are described.
package lib.machine

import data.lib.change
import data.lib.link

# Launch templates, and the instances that are not started from a launch template of the same stack.
described contains template if some template in change.kept.aws_launch_template

described contains instance if {
	some instance in change.kept.aws_instance
	not _has_template(instance)
}

_has_template(instance) if {
	some reference in instance.references
	startswith(reference.path, "launch_template")
	some template in change.kept.aws_launch_template
	link.without_indexes(template.address) == reference.to
}
