# One function a kind of promise: the set of what breaks it, empty where it holds, undefined where it could not be decided.
package contract.promise

import data.contract.holds
import data.contract.link
import data.contract.subject
import data.contract.value

reports(promise) := {_missing | subject.number(promise.subject) == 0} if promise.kind == "exists"

reports(promise) := {_report(resource, "fail", "") |
	some resource in subject.existing(promise.subject)
} if {
	promise.kind == "absent"
}

reports(promise) := _valued(promise, subject.existing(promise.subject)) if {
	promise.kind in {"equals", "differs", "at-least", "at-most"}
}

reports(promise) := _referring(subject.existing(promise.subject), subject.existing(promise.to)) if {
	promise.kind == "refers-to"
}

reports(promise) := {_missing | subject.number(promise.subject) < promise.value} if promise.kind == "many"

reports(promise) := holds.reports(promise) if promise.kind == "holds"

reports(promise) := {_missing |
	resources := subject.existing(promise.subject)
	count(resources) > 0
	every resource in resources { link.is_broken(resource, promise) }
} if {
	promise.kind == "linked"
}

_valued(_, resources) := {_missing} if count(resources) == 0

_valued(promise, resources) := {_report(resource, status, promise.path) |
	some resource in resources
	status := {"broken": "fail", "unknown": "unknown"}[value.verdict(resource, promise)]
} if {
	count(resources) > 0
}

_referring(resources, _) := {_missing} if count(resources) == 0

_referring(resources, targets) := {_report(resource, "fail", "") |
	some resource in resources
	not _refers_to_one(resource, targets)
} if {
	count(resources) > 0
}

_refers_to_one(resource, targets) if {
	some target in targets
	subject.refers_to(resource, target.address)
}

_missing := {"status": "fail", "resource": "", "path": ""}

_report(resource, status, path) := {"status": status, "resource": resource.address, "path": path}
