# What holds for this change only: the set of resources that break the guard, empty where it holds.
package contract.guard

import data.contract.link
import data.contract.subject

reports(guard) := {_report(resource) |
	some resource in input.resources
	some action in resource.actions
	action in {"create", "update", "delete", "forget"}
	not _is_named(resource, guard.allowed)
	not _belongs(resource, guard)
} if {
	guard.kind == "nothing-else-changes"
}

reports(guard) := {_report(resource) |
	some resource in input.resources
	"delete" in resource.actions
	not _is_named(resource, guard.except)
} if {
	guard.kind == "nothing-is-destroyed"
}

reports(guard) := {_report(resource) |
	some resource in subject.existing(guard.subject)
	"create" in resource.actions
	link.is_broken(resource, guard)
} if {
	guard.kind == "each-linked"
}

reports(guard) := {_report(resource) |
	some resource in subject.existing(guard.subject)
	"create" in resource.actions
} if {
	guard.kind == "none-is-made"
}

# It hangs together with something that is allowed by itself.
_belongs(resource, guard) if {
	some type in guard.linked
	type in {resource.type, "*"}
	some other in link.surroundings(resource.address)
	some allowed in input.resources
	link.place(allowed.address) == other
	_is_named(allowed, guard.allowed)
}

_is_named(resource, subjects) if {
	some named in subjects
	subject.matches(resource, named)
}

_report(resource) := {"status": "fail", "resource": resource.address, "path": ""}
