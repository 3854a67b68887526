# Permission documents of IAM, whether they are given as JSON text or as a data source.
package lib.iam

import data.lib.change
import data.lib.link

# The statements of the document at this attribute as a list of objects in the words of IAM's JSON, `unknown` where they are
# decided later, or `unreadable`.
statements(resource, path) := _of_text(change.value(resource, path)) if {
	not change.is_unknown(resource, path)
} else := _of_documents(documents) if {
	documents := _documents(resource, path)
	count(documents) > 0
} else := "unknown"

_of_text(text) := listed(json.unmarshal(text).Statement) if {
	json.is_valid(text)
} else := [] if {
	text in {null, ""}
} else := "unreadable"

_documents(resource, path) := [document |
	place := concat(".", [name | some name in path; is_string(name)])
	some reference in resource.references
	reference.path == place
	some document in input.data
	document.type == "aws_iam_policy_document"
	link.without_indexes(document.address) == reference.to
]

_of_documents(documents) := "unknown" if {
	some document in documents
	_is_open(document.arguments)
} else := [_in_json_words(statement) |
	some document in documents
	some statement in object.get(document.arguments, "statement", [])
]

# It takes in other documents, or its statements are made by an expression.
_is_open(arguments) if {
	some name in {"source_policy_documents", "override_policy_documents", "source_json", "override_json"}
	not object.get(arguments, name, null) in {null, []}
}

_is_open(arguments) if not is_array(object.get(arguments, "statement", []))

_in_json_words(statement) := {
	"Effect": _or(object.get(statement, "effect", null), "Allow"),
	"Action": _or(object.get(statement, "actions", null), []),
	"Resource": _or(object.get(statement, "resources", null), []),
	"Principal": {kind: listed(principal.identifiers) |
		some principal in _or(object.get(statement, "principals", null), [])
		kind := principal.type
	},
	"Condition": _or(object.get(statement, "condition", null), []),
}

_or(given, otherwise) := otherwise if given == null

_or(given, _) := given if given != null

# IAM lets a list of one be written as its element.
listed(given) := given if is_array(given)

listed(given) := [given] if not is_array(given)
