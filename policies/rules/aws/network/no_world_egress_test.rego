package rules.aws.network.no_world_egress_test

import data.lib.fixture
import data.rules.aws.network.no_world_egress

test_allows_the_passing_document if count(no_world_egress.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in no_world_egress.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in no_world_egress.deny} == {"unknown"} with input as undecided
}

test_allows_every_port_within_a_network if {
	count(no_world_egress.deny) == 0 with input as _group({"cidr_blocks": ["10.0.0.0/8"], "from_port": 0, "to_port": 0, "protocol": "-1"})
}

test_denies_each_way_of_writing_every_port if {
	every ports in [[0, 65535], [1, 65535]] {
		count(no_world_egress.deny) == 1 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": ports[0], "to_port": ports[1], "protocol": "tcp"})
	}
	count(no_world_egress.deny) == 1 with input as _group({"ipv6_cidr_blocks": ["::/0"], "from_port": 0, "to_port": 0, "protocol": "all"})
}

test_allows_a_range_that_leaves_ports_out if {
	count(no_world_egress.deny) == 0 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 1024, "to_port": 65535, "protocol": "tcp"})
}

test_reads_rules_that_are_resources_of_their_own if {
	old := {"type": "egress", "cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"}
	count(no_world_egress.deny) == 1 with input as fixture.document([fixture.created("aws_security_group_rule.out", old, {})])
	new := {"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"}
	count(no_world_egress.deny) == 1 with input as fixture.document([fixture.created("aws_vpc_security_group_egress_rule.out", new, {})])
}

test_leaves_what_comes_in_to_others if {
	rule := {"type": "ingress", "cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"}
	count(no_world_egress.deny) == 0 with input as fixture.document([fixture.created("aws_security_group_rule.in", rule, {})])
}

passing := _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 443, "to_port": 443, "protocol": "tcp"})

failing := _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"})

undecided := fixture.document([fixture.referring(
	fixture.created(
		"aws_security_group.web",
		{"egress": [{"from_port": 0, "to_port": 0, "protocol": "-1"}]},
		{"egress": [{"cidr_blocks": true}]},
	),
	"egress.cidr_blocks",
	"aws_vpc.main",
)])

_group(block) := fixture.document([fixture.created("aws_security_group.web", {"egress": [block]}, {"egress": [{}]})])
