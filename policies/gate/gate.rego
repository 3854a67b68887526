# Every rule below `rules/<cloud>/<topic>/<rule>.rego` is collected by its place; none has to be registered. `rules` names
# those that were evaluated, so that a rule that got lost is noticed by whoever knows how many there should be.
package gate

findings := {
	"findings": [finding | some cloud, topic, rule; some finding in data.rules[cloud][topic][rule].deny],
	"rules": [id | some cloud, topic, rule; data.rules[cloud][topic][rule].deny; id := concat("/", [topic, rule])],
}
