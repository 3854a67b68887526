# The words that rules use about the change document (`app/shared/core/change-document.ts`).
package lib.change

# The resources that exist after the change, by type, whether this change touches them or not.
kept[type] contains resource if {
	some resource in input.resources
	some action in resource.actions
	action in {"create", "update", "read", "no-op"}
	type := resource.type
}

# The value at this path (attribute names and list indexes); null where there is none.
value(resource, path) := object.get(resource.after, path, null)

# Whether the value at this path, or what it lies in, is decided only later.
is_unknown(resource, path) if {
	some length in numbers.range(0, count(path))
	object.get(resource.unknown, array.slice(path, 0, length), false) == true
}

# The elements of the list or block at this path, as pairs of their path and their value.
elements(resource, path) := [[array.concat(path, [index]), element] |
	some index, element in value(resource, path)
]

# Three-valued equality, `yes`, `no` or `unknown`. What is not yet known is neither of the others.
equals(resource, path, wanted) := "unknown" if {
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
