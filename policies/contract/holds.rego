# Whether one of several things has a value, wherever or at one of several paths; a copy that Terraform makes of the tags does not count.
package contract.holds

import data.contract.subject

reports(promise) := set() if {
	promise.subject.type != "*"
	count(subject.existing(promise.subject)) == 0
} else := set() if {
	some held in _held(promise)
	_is_said(held, promise.value)
} else := set() if {
	some text in _written(promise)
	_is_said(text, promise.value)
} else := {{"status": "unknown", "resource": "", "path": ""}} if {
	count(_pending(promise)) > 0
} else := {{"status": "fail", "resource": "", "path": ""}}

_held(promise) := {held |
	some value in _values(promise.subject)
	walk(value, [steps, held])
	not steps[0] == "tags_all"
	_is_at(steps, promise)
	not is_object(held)
	not is_array(held)
}

_values(about) := [value |
	some resource in subject.existing(about)
	some value in [resource.name, resource.after]
] if {
	about.type != "*"
}

# Names and arguments of all that there is.
_values(about) := array.concat(_resources, _around) if about.type == "*"

_resources := [value |
	some resource in input.resources
	not resource.actions == ["delete"]
	some value in [resource.name, resource.after]
]

_around := [value |
	some item in array.concat(input.data, input.providers)
	some value in [item.name, item.arguments]
]

_is_at(_, promise) if not promise.paths

_is_at(steps, promise) if _names(steps) in promise.paths

# A key of a map, such as a tag's.
_is_at(steps, promise) if concat(".", [_names(array.slice(steps, 0, count(steps) - 1)), "*"]) in promise.paths

_is_said(held, value) if held == value

_is_said(held, value) if {
	not is_string(value)
	held == json.marshal(value)
}

_is_said(held, value) if {
	is_string(held)
	is_string(value)
	subject.spelling(held) == subject.spelling(value)
}

# Version 15 is 15.4 too.
_is_said(held, value) if {
	is_string(held)
	not is_boolean(value)
	startswith(lower(held), concat("", [lower(_text(value)), "."]))
}

# Shorter texts are part of any other, and so are numbers.
_is_said(held, value) if {
	is_string(held)
	is_string(value)
	count(value) > 3
	lower(value) != upper(value)
	contains(lower(held), lower(value))
}

# What templates say themselves, around values that are not known yet.
_written(promise) := {template.text |
	some resource in subject.of(promise.subject)
	some template in object.get(resource, "templates", [])
	_is_at(split(template.path, "."), promise)
}

# Places that take their value from elsewhere, which is not known yet.
_pending(promise) := {path |
	some resource in subject.of(promise.subject)
	walk(resource.unknown, [steps, true])
	path := _names(steps)
	_is_at(steps, promise)
	some reference in resource.references
	startswith(concat("", [path, "."]), concat("", [reference.path, "."]))
}

_names(steps) := concat(".", [step | some step in steps; is_string(step)])

_text(value) := value if is_string(value)

_text(value) := json.marshal(value) if not is_string(value)
