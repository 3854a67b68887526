# Documents for the tests of rules.
package lib.fixture

# A document with these resources.
document(resources) := {"source": "plan", "resources": resources, "data": [], "providers": [], "outputs": []}

# `aws_s3_bucket.logs`, created with these attributes; `unknown` mirrors their shape with true where a value is decided later.
created(address, after, unknown) := {
	"address": address,
	"type": type,
	"name": name,
	"provider": "aws",
	"actions": ["create"],
	"before": null,
	"after": after,
	"unknown": unknown,
	"sensitive": {},
	"references": [],
	"replacePaths": [],
} if {
	[type, name] := split(address, ".")
}

# The same resource with an attribute that takes its value from another.
referring(resource, path, to) := object.union(
	resource,
	{"references": array.concat(resource.references, [{"path": path, "to": to}])},
)
