package rules.aws.network.no_world_egress

import data.lib.change
import data.lib.egress
import data.lib.ingress

# METADATA
# title: Nothing reaches the whole world on every port
# description: What is taken over sends out what it finds by any port that is open; one port is enough to fetch images and packages.
# custom:
#   id: network/no_world_egress
#   severity: high
#   controls: [PCI-DSS-3.2.1/1.3.4, NIST-800-53-r5/SC-7(5)]
#   types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_egress_rule
deny contains change.finding(rego.metadata.rule(), violation) if some violation in _violations

_violations contains change.violation(opening.resource, opening.path, _message) if {
	some opening in egress.openings
	_may_reach_the_world(opening)
	_takes_every_port(opening)
	opening.knows_sources
	opening.knows_ports
}

_violations contains change.undecided(opening.resource, opening.path, _message) if {
	some opening in egress.openings
	_may_reach_the_world(opening)
	_may_take_every_port(opening)
	false in {opening.knows_sources, opening.knows_ports}
}

_message := "it reaches everybody on every port"

_may_reach_the_world(opening) if {
	some source in opening.sources
	ingress.is_world(source)
}

_may_reach_the_world(opening) if not opening.knows_sources

_takes_every_port(opening) if {
	opening.ports[0] <= 1
	opening.ports[1] == 65535
}

_may_take_every_port(opening) if _takes_every_port(opening)

_may_take_every_port(opening) if not opening.knows_ports
