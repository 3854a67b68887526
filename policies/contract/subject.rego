# Which resources a promise is about: by type, and by name or by what they refer to.
package contract.subject

import data.lib.change
import data.lib.link

# Those that exist after the change.
existing(subject) := {resource |
	some resource in change.kept[subject.type]
	matches(resource, subject)
}

matches(resource, subject) if {
	resource.type == subject.type
	_is_named(resource, subject)
	_refers(resource, subject)
}

_is_named(_, subject) if not subject.name

_is_named(resource, subject) if resource.name == subject.name

_refers(_, subject) if not subject.refersTo

_refers(resource, subject) if refers_to(resource, subject.refersTo)

# By the configuration, or, for what is deleted and has none any more, by the values it had.
refers_to(resource, address) if {
	some reference in resource.references
	link.without_indexes(reference.to) == link.without_indexes(address)
}

refers_to(resource, address) if {
	resource.actions == ["delete"]
	some target in input.resources
	link.without_indexes(target.address) == link.without_indexes(address)
	some name in {"id", "arn"}
	is_string(target.before[name])
	target.before[name] in {held | some held in resource.before}
}
