package rules.aws.network.no_world_ingress_test

import data.lib.fixture
import data.rules.aws.network.no_world_ingress

test_allows_the_passing_document if count(no_world_ingress.deny) == 0 with input as passing

test_denies_the_failing_document if "fail" in {denied.status | some denied in no_world_ingress.deny} with input as failing

test_is_undecided_about_the_undecided_document if {
	{denied.status | some denied in no_world_ingress.deny} == {"unknown"} with input as undecided
}

test_allows_the_world_to_reach_a_web_port if {
	count(no_world_ingress.deny) == 0 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 443, "to_port": 443, "protocol": "tcp"})
}

test_denies_each_way_of_writing_everybody if {
	every cidr in {"0.0.0.0/0", "0.0.0.0/1", "203.0.113.7/0"} {
		count(no_world_ingress.deny) == 1 with input as _group({"cidr_blocks": [cidr], "from_port": 22, "to_port": 22, "protocol": "tcp"})
	}
	count(no_world_ingress.deny) == 1 with input as _group({"ipv6_cidr_blocks": ["::/0"], "from_port": 22, "to_port": 22, "protocol": "tcp"})
}

test_denies_a_range_with_a_closed_port_in_it_and_all_ports if {
	every ports in [[1, 1024], [3000, 4000], [22, 22]] {
		count(no_world_ingress.deny) == 1 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": ports[0], "to_port": ports[1], "protocol": "tcp"})
	}
	count(no_world_ingress.deny) == 1 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0, "protocol": "-1"})
}

test_allows_ping if {
	count(no_world_ingress.deny) == 0 with input as _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 8, "to_port": 0, "protocol": "icmp"})
}

test_reads_rules_that_are_resources_of_their_own if {
	old := {"type": "ingress", "cidr_blocks": ["0.0.0.0/0"], "from_port": 22, "to_port": 22, "protocol": "tcp"}
	count(no_world_ingress.deny) == 1 with input as fixture.document([fixture.created("aws_security_group_rule.ssh", old, {})])
	new := {"cidr_ipv4": "0.0.0.0/0", "from_port": 22, "to_port": 22, "ip_protocol": "tcp"}
	count(no_world_ingress.deny) == 1 with input as fixture.document([fixture.created("aws_vpc_security_group_ingress_rule.ssh", new, {})])
}

test_allows_a_group_that_leaves_its_rules_to_others if {
	count(no_world_ingress.deny) == 0 with input as fixture.document([fixture.created("aws_security_group.web", {}, {"ingress": true})])
}

test_is_undecided_about_rules_that_come_from_elsewhere if {
	group := fixture.referring(fixture.created("aws_security_group.web", {}, {"ingress": true}), "ingress", "terraform_data.rules")
	{denied.status | some denied in no_world_ingress.deny} == {"unknown"} with input as fixture.document([group])
}

passing := _group({"cidr_blocks": ["10.0.0.0/8"], "from_port": 22, "to_port": 22, "protocol": "tcp"})

failing := _group({"cidr_blocks": ["0.0.0.0/0"], "from_port": 22, "to_port": 22, "protocol": "tcp"})

undecided := fixture.document([fixture.referring(
	fixture.created(
		"aws_security_group.web",
		{"ingress": [{"from_port": 22, "to_port": 22, "protocol": "tcp"}]},
		{"ingress": [{"cidr_blocks": true}]},
	),
	"ingress.cidr_blocks",
	"aws_vpc.main",
)])

_group(block) := fixture.document([fixture.created("aws_security_group.web", {"ingress": [block]}, {"ingress": [{}]})])
