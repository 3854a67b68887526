# What was promised, judged over the change. Promises and guards are data (`app/shared/core/contract.ts`), and this folder is
# all that ever evaluates them. `input` is the change document with `promises` and `guards` beside its own fields. `rules`
# names every one that was decided; a finding's `message` is the id of its promise, which the host says in words.
package contract

import data.contract.guard
import data.contract.promise

findings := {
	"findings": [_finding(judged, report) | some judged in _judged; some report in _reports(judged)],
	"rules": [judged.id | some judged in _judged; _reports(judged)],
}

_judged := array.concat(input.promises, input.guards)

_reports(judged) := promise.reports(judged)

_reports(judged) := guard.reports(judged)

_finding(judged, report) := object.union(report, {
	"rule": concat("/", ["contract", judged.kind]),
	"severity": "critical",
	"controls": [],
	"message": judged.id,
})
