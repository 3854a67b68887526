# The words that rules use about the change document (`app/shared/core/change-document.ts`). A path is a list of attribute names
# and list indexes: `["ingress", 0, "cidr_blocks"]`.
package lib.change

# The resources that exist after the change, by type, whether this change touches them or not.
kept[type] contains resource if {
	some resource in input.resources
	some action in resource.actions
	action in {"create", "update", "read", "no-op"}
	type := resource.type
}

# The value at this path; null where there is none.
value(resource, path) := object.get(resource.after, path, null)

# Whether the value at this path, or what it lies in, is decided only later.
is_unknown(resource, path) if {
	some length in numbers.range(0, count(path))
	object.get(resource.unknown, array.slice(path, 0, length), false) == true
}

# Not known because the configuration says nothing about it and the provider fills it in: nobody has asked for it.
is_left_out(resource, path) if {
	is_unknown(resource, path)
	not _takes_its_value(resource, path)
}

_takes_its_value(resource, path) if {
	place := concat("", [concat(".", [name | some name in path; is_string(name)]), "."])
	some reference in resource.references
	_overlap(place, concat("", [reference.path, "."]))
}

_overlap(one, other) if startswith(one, other)

_overlap(one, other) if startswith(other, one)

# Three-valued equality, `yes`, `no` or `unknown`. What is not yet known is neither of the others; what is left out is `no`.
equals(resource, path, wanted) := "no" if {
	is_left_out(resource, path)
} else := "unknown" if {
	is_unknown(resource, path)
} else := "yes" if {
	value(resource, path) == wanted
} else := "no"

# A violation unless the value at this path is what is wanted; an undecided one where it is not yet known.
must_equal(resource, path, wanted, message) := set() if {
	equals(resource, path, wanted) == "yes"
} else := {undecided(resource, path, message)} if {
	equals(resource, path, wanted) == "unknown"
} else := {violation(resource, path, message)}

# A violation where the value at this path is what is not wanted; an undecided one where it is not yet known.
must_differ(resource, path, unwanted, message) := {undecided(resource, path, message)} if {
	is_unknown(resource, path)
} else := {violation(resource, path, message)} if {
	value(resource, path) == unwanted
} else := set()

# The change breaks the rule here.
violation(resource, path, message) := {
	"status": "fail",
	"resource": resource.address,
	"path": dotted(path),
	"message": message,
}

# Whether the change breaks the rule here is decided only later.
undecided(resource, path, message) := object.union(
	violation(resource, path, concat("", ["not yet known whether: ", message])),
	{"status": "unknown"},
)

# What a rule reports, in the words of its own metadata.
finding(metadata, reported) := object.union(reported, {
	"rule": metadata.custom.id,
	"severity": metadata.custom.severity,
	"controls": metadata.custom.controls,
})

# `ingress.0.cidr_blocks`: names and indexes joined by dots.
dotted(path) := concat(".", [step | some part in path; step := _step(part)])

_step(part) := part if is_string(part)

_step(part) := format_int(part, 10) if is_number(part)
