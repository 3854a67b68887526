package rules.aws.network.no_world_ingress

import data.lib.change
import data.lib.ingress

# METADATA
# title: The world reaches no administration or database port
# description: A port for logging in or for data that everybody can reach is found within minutes and tried for ever.
# custom:
#   id: network/no_world_ingress
#   severity: critical
#   controls: [CIS-AWS-1.4/5.2, PCI-DSS-3.2.1/1.3.1, HIPAA/164.312(e)(1), NIST-800-53-r5/AC-17b]
#   types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(opening.resource, opening.path, _message(opening)) if {
	some opening in ingress.openings
	_is_open_to_the_world(opening)
	opening.knows_ports
	_reaches_closed_port(opening)
}

_violations contains change.undecided(opening.resource, opening.path, _question) if {
	some opening in ingress.openings
	_may_be_open_to_the_world(opening)
	_may_reach_closed_port(opening)
	false in {opening.knows_sources, opening.knows_ports}
}

_violations contains change.undecided(group, ["ingress"], _question) if some group in ingress.undecided_groups

_question := "everybody reaches ports of administration or data"

_message(opening) := concat("", [
	"everybody reaches ports ",
	format_int(opening.ports[0], 10),
	" to ",
	format_int(opening.ports[1], 10),
])

_is_open_to_the_world(opening) if {
	some source in opening.sources
	ingress.is_world(source)
}

_may_be_open_to_the_world(opening) if _is_open_to_the_world(opening)

_may_be_open_to_the_world(opening) if not opening.knows_sources

_reaches_closed_port(opening) if {
	some port in _closed_ports
	opening.ports[0] <= port
	port <= opening.ports[1]
}

_may_reach_closed_port(opening) if _reaches_closed_port(opening)

_may_reach_closed_port(opening) if not opening.knows_ports

# Shells, Windows, databases, caches, search and orchestration.
_closed_ports := {
	22, 23, 135, 137, 138, 139, 389, 445, 636, 1433, 1434, 1521, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5439,
	5500, 5601, 5800, 5900, 5985, 5986, 6379, 7001, 8020, 9042, 9200, 9300, 10250, 11211, 27017, 27018, 27019, 61621,
}
