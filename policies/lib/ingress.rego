# Everything that lets traffic in, whichever of AWS's resource types says so.
package lib.ingress

import data.lib.change

# `{resource, path, sources, ports, knows_sources, knows_ports}`: CIDR blocks, and the range of ports as [from, to]; no range
# where the protocol has no ports.
openings contains opening if {
	some type in {"aws_security_group", "aws_default_security_group"}
	some group in change.kept[type]
	some index, block in change.value(group, ["ingress"])
	opening := opening_of(group, ["ingress", index], block, inline_words)
}

openings contains opening if {
	some rule in change.kept.aws_security_group_rule
	rule.after.type == "ingress"
	opening := opening_of(rule, [], rule.after, inline_words)
}

openings contains opening if {
	some rule in change.kept.aws_vpc_security_group_ingress_rule
	opening := opening_of(rule, [], rule.after, {"sources": ["cidr_ipv4", "cidr_ipv6"], "protocol": "ip_protocol"})
}

inline_words := {"sources": ["cidr_blocks", "ipv6_cidr_blocks"], "protocol": "protocol"}

# Groups whose rules are decided later as a whole. A group that leaves its rules out has them in resources of their own.
undecided_groups contains group if {
	some type in {"aws_security_group", "aws_default_security_group"}
	some group in change.kept[type]
	_is_decided_later(group, ["ingress"])
}

# Of IPv4 everything wider than the widest private network, of IPv6 everything as wide as the public one.
is_world(cidr) if {
	length := to_number(split(cidr, "/")[1])
	length <= {true: 3, false: 7}[contains(cidr, ":")]
}

opening_of(resource, path, block, words) := {
	"resource": resource,
	"path": path,
	"sources": [source | some word in words.sources; some source in _listed(object.get(block, word, null))],
	"ports": _ports(block, words),
	"knows_sources": _knows(resource, path, words.sources),
	"knows_ports": _knows(resource, path, [words.protocol, "from_port", "to_port"]),
}

_knows(resource, path, words) := false if {
	some word in words
	_is_decided_later(resource, array.concat(path, [word]))
} else := true

_is_decided_later(resource, path) if {
	change.is_unknown(resource, path)
	not change.is_left_out(resource, path)
}

_is_decided_later(resource, path) if {
	some index, _ in change.value(resource, path)
	is_number(index)
	change.is_unknown(resource, array.concat(path, [index]))
}

_ports(block, words) := [0, 65535] if {
	object.get(block, words.protocol, null) in {"-1", "all", -1, null}
} else := [] if {
	lower(block[words.protocol]) in {"icmp", "icmpv6", "1", "58"}
} else := [block.from_port, block.to_port] if {
	is_number(block.from_port)
	is_number(block.to_port)
} else := [0, 65535]

_listed(given) := given if is_array(given)

_listed(given) := [given] if is_string(given)

_listed(null) := []
