# Which resources a promise is about: by type, and by name or by what they refer to.
package contract.subject

import data.lib.change
import data.lib.link

# Those that exist after the change.
existing(subject) := {resource |
	some type in array.concat([subject.type], object.get(subject, "or", []))
	some resource in change.kept[type]
	matches(resource, subject)
}

# What is read counts as well, where the words may mean either.
number(subject) := count(existing(subject)) + count(_read(subject))

_read(subject) := {item |
	not subject.name
	not subject.refersTo
	some item in input.data
	item.type == subject.type
	_is_called(object.union(item, {"after": item.arguments}), subject)
}

# The same, or every resource where anything is meant.
of(subject) := existing(subject) if subject.type != "*"

of(subject) := {resource | some resource in input.resources} if subject.type == "*"

matches(resource, subject) if {
	resource.type in array.concat([subject.type], object.get(subject, "or", []))
	_is_named(resource, subject)
	_is_called(resource, subject)
	_refers(resource, subject)
}

_is_named(_, subject) if not subject.name

_is_named(resource, subject) if resource.name == subject.name

_is_called(_, subject) if not subject.called

_is_called(resource, subject) if spelling(resource.name) == spelling(subject.called)

_is_called(resource, subject) if {
	walk(resource.after, [steps, held])
	is_string(held)
	_is_called_so(spelling(held), spelling(subject.called))
	not _is_taken(resource, steps)
}

_is_called_so(held, called) if held == called

# What must be unique has more behind its name; a short one begins many others.
_is_called_so(held, called) if {
	count(called) > 7
	startswith(held, concat("", [called, "_"]))
}

# The name of what it refers to is not its own.
_is_taken(resource, steps) if {
	path := concat(".", [step | some step in steps; is_string(step)])
	some reference in resource.references
	reference.path == path
}

# Names are the same whatever stands between their words.
spelling(text) := replace(replace(lower(text), "-", "_"), " ", "_")

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
