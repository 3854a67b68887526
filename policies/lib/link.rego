# Which resources belong together, by reference or, where both are known, by value.
package lib.link

import data.lib.change

# The resources of a type whose attribute points at this resource.
companions(resource, type, attribute) := _by_reference(resource, type, attribute) | _by_value(resource, type, attribute)

_by_reference(resource, type, attribute) := {companion |
	some address in {resource.address, without_indexes(resource.address)}
	some companion in _referring[type][attribute][address]
	_same_instance(resource.address, companion.address)
}

_by_value(resource, type, attribute) := {companion |
	some name in {"id", "arn", "bucket", "name"}
	some companion in _holding[type][attribute][resource.after[name]]
}

_referring[type][reference.path][reference.to] contains companion if {
	some type, companions_of_type in change.kept
	some companion in companions_of_type
	some reference in companion.references
}

_holding[type][attribute][held] contains companion if {
	some type, companions_of_type in change.kept
	some companion in companions_of_type
	some attribute, held in companion.after
	is_string(held)
}

# `module.a[0].aws_s3_bucket.b["x"]` is `module.a.aws_s3_bucket.b`, the name that references use.
without_indexes(address) := concat("", [kept |
	some position, piece in split(address, "[")
	kept := _outside(position, piece)
])

_outside(position, piece) := piece if position == 0

_outside(position, piece) := substring(piece, indexof(piece, "]") + 1, -1) if position > 0

# Of two resources made in step (`count`, `for_each`) only the same instances belong together.
_same_instance(one, _) if not _instance(one)

_same_instance(_, other) if not _instance(other)

_same_instance(one, other) if _instance(one) == _instance(other)

_instance(address) := index if {
	endswith(address, "]")
	parts := split(address, "[")
	index := parts[count(parts) - 1]
}
