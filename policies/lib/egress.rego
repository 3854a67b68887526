# Everything that lets traffic out, whichever of AWS's resource types says so; each as `lib/ingress.rego` has its openings.
package lib.egress

import data.lib.change
import data.lib.ingress

openings contains opening if {
	some type in {"aws_security_group", "aws_default_security_group"}
	some group in change.kept[type]
	some index, block in change.value(group, ["egress"])
	opening := ingress.opening_of(group, ["egress", index], block, ingress.inline_words)
}

openings contains opening if {
	some rule in change.kept.aws_security_group_rule
	rule.after.type == "egress"
	opening := ingress.opening_of(rule, [], rule.after, ingress.inline_words)
}

openings contains opening if {
	some rule in change.kept.aws_vpc_security_group_egress_rule
	words := {"sources": ["cidr_ipv4", "cidr_ipv6"], "protocol": "ip_protocol"}
	opening := ingress.opening_of(rule, [], rule.after, words)
}
