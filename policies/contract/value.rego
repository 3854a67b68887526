# What lies at a path without indexes: it descends through every list, so that one path may name many values.
package contract.value

# `holds`, `broken` or `unknown`: each value must pass the promise's test, and, unless the test is that it differs, one must exist.
verdict(resource, promise) := "broken" if {
	some held in known(resource, promise)
	not _passes(promise, held)
} else := "unknown" if {
	count(_unknown(resource, promise)) > 0
} else := "holds" if {
	count(known(resource, promise)) > 0
} else := "holds" if {
	promise.kind == "differs"
} else := "broken"

_passes(promise, held) if {
	promise.kind == "equals"
	_same(held, promise.value)
}

_passes(promise, held) if {
	promise.kind == "differs"
	not _same(held, promise.value)
}

_passes(promise, held) if {
	promise.kind == "at-least"
	is_number(held)
	held >= promise.value
}

_passes(promise, held) if {
	promise.kind == "at-most"
	is_number(held)
	held <= promise.value
}

_same(held, wanted) if held == wanted

# Terraform's sets come as lists in an order of their own.
_same(held, wanted) if sort(held) == sort(wanted)

# Every known value at the path; null stands for a place where the attribute is missing.
known(resource, promise) := {held |
	walk(resource.after, [steps, held])
	_names(steps) == promise.path
	_is_whole(held, promise)
	not _is_pending(resource, steps)
} | {null |
	walk(resource.after, [steps, parent])
	next := _missing(steps, parent, promise.path)
	not _is_pending(resource, array.concat(steps, [next]))
}

# A list counts as its elements, unless the promise speaks of a list.
_is_whole(held, promise) if {
	_is_list(held) == _is_list(promise.value)
}

_is_list(value) if is_array(value)

else := false

_unknown(resource, promise) := {steps |
	some steps in _unknown_places(resource)
	_touches(_names(steps), promise.path)
}

_touches(names, _) if names == ""

_touches(names, path) if startswith(concat("", [path, "."]), concat("", [names, "."]))

_touches(names, path) if startswith(names, concat("", [path, "."]))

_unknown_places(resource) := {steps | walk(resource.unknown, [steps, true])}

# Not yet known itself, or in a part of it, or because it lies in something that is not.
_is_pending(resource, steps) if {
	some place in _unknown_places(resource)
	length := min([count(place), count(steps)])
	array.slice(place, 0, length) == array.slice(steps, 0, length)
}

_names(steps) := concat(".", [step | some step in steps; is_string(step)])

# The first name of the path that this value should have and has not.
_missing(steps, parent, path) := next if {
	not is_array(parent)
	rest := _rest(_names(steps), path)
	not _continues(parent, rest)
	next := split(rest, ".")[0]
}

_rest(names, path) := path if names == ""

_rest(names, path) := trim_prefix(path, concat("", [names, "."])) if {
	names != ""
	startswith(path, concat("", [names, "."]))
}

_continues(parent, rest) if {
	is_object(parent)
	some name, _ in parent
	startswith(concat("", [rest, "."]), concat("", [name, "."]))
}
