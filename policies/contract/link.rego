# What hangs together: resources and data sources as places without indexes, over their references in either direction.
package contract.link

import data.contract.subject
import data.lib.link

place(address) := link.without_indexes(address)

# Every place that can be reached from this one.
surroundings(address) := graph.reachable(_neighbours, {place(address)})

_neighbours[place(item.address)] contains place(reference.to) if {
	some item in _items
	some reference in item.references
}

_neighbours[place(reference.to)] contains place(item.address) if {
	some item in _items
	some reference in item.references
}

_items := array.concat(input.resources, input.data)

# There is something to be linked with, and nothing leads there.
is_broken(resource, promise) if {
	targets := _targets(promise.to)
	count(targets - {place(resource.address)}) > 0
	not _leads(resource, promise, targets)
	not _is_handed_on(resource, targets)
	not _bears(resource, promise)
}

# Nothing of the kind is there, and what it should take is not told either.
is_broken(resource, promise) if {
	count(_targets(promise.to)) == 0
	count(promise.paths) > 0
	every path in promise.paths { not _is_given(resource, path) }
}

_is_given(resource, path) if {
	some reference in resource.references
	startswith(concat("", [reference.path, "."]), concat("", [path, "."]))
}

_is_given(resource, path) if {
	walk(resource.after, [steps, held])
	is_string(held)
	concat(".", [step | some step in steps; is_string(step)]) == path
}

# It takes from another what that other takes from the target: `bucket` of an object in the bucket.
_is_handed_on(resource, targets) if {
	some taken in resource.references
	some other in _items
	place(other.address) == place(taken.to)
	some given in other.references
	given.path == taken.path
	place(given.to) in targets
}

# It holds the very name of one, known before anything is made.
_bears(resource, promise) if {
	some target in subject.existing(promise.to)
	target.address != resource.address
	some name in {"id", "arn", "name", "bucket"}
	is_string(target.after[name])
	walk(resource.after, [steps, target.after[name]])
	_is_place(steps, object.get(promise, "at", []))
}

_is_place(steps, places) if {
	count(places) == 0
	not steps[0] in {"id", "arn", "name", "tags", "tags_all", "description"}
}

_is_place(steps, places) if concat(".", [step | some step in steps; is_string(step)]) in places

_leads(resource, promise, targets) if {
	own := place(resource.address)
	some reached in graph.reachable(_ways(own, promise, targets), {own})
	reached in (targets - {own})
}

# Only what may stand between is gone through; a target is where the way ends.
_ways(own, promise, targets) := object.union({target: set() | some target in (targets - {own})}, {from: next |
	some from, all in _neighbours
	_is_passable(from, own, promise)
	next := {to | some to in all; _is_end(to, promise, targets)}
})

_is_passable(from, own, _) if from == own

_is_passable(from, _, promise) if _type_at[from] in promise.through

_is_end(to, _, targets) if to in targets

_is_end(to, promise, _) if _type_at[to] in promise.through

_is_end(to, _, _) if startswith(to, "local.")

_type_at[place(item.address)] := item.type if some item in _items

_targets(to) := {place(resource.address) | some resource in subject.existing(to)} | {place(item.address) | some item in input.data; item.type in array.concat([to.type], object.get(to, "or", []))}
