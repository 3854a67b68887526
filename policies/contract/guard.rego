# What holds for this change only: the set of resources that break the guard, empty where it holds.
package contract.guard

import data.contract.subject

reports(guard) := {_report(resource) |
	some resource in input.resources
	some action in resource.actions
	action in {"create", "update", "delete", "forget"}
	not _is_named(resource, guard.allowed)
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

_is_named(resource, subjects) if {
	some named in subjects
	subject.matches(resource, named)
}

_report(resource) := {"status": "fail", "resource": resource.address, "path": ""}
