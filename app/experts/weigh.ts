import { type Finding, isAtLeast } from "#shared/core/finding.ts";
import { canonicalJson, plainJson } from "#shared/core/json.ts";
import type { Attempt, Review, Verdict, VerdictRules } from "#shared/core/review.ts";
import { identityOf } from "#shared/core/same-model.ts";
import { isCorroborated, placeOf, type Voiced } from "./corroborated.ts";
import { unheard } from "./heard.ts";

/**
 * Findings first, then the verdict, and nothing else. It objects by what is verified, whoever is silent: a denial of the policies, a
 * critical of security, any other finding from the floor on that a tool made or corroborates or that two seats share, and more dollars a
 * month than allowed. Otherwise nothing is decided until security, every required duty and the quorum were heard.
 */
export function weigh(reviews: readonly Review[], rules: VerdictRules): Verdict {
  const voiced = reviews.flatMap(voicesOf).filter(({ finding }) => finding.status === "fail");
  const deciding = new Set<Finding>([
    ...denials(rules),
    ...severe(voiced, rules).map(({ finding }) => finding),
    ...tooDear(voiced, rules).map(({ finding }) => finding),
  ]);
  const said = reviews.flatMap((review) => (review.kind === "answered" ? review.findings : []));
  const dissent = inOrder(said.filter((finding) => !deciding.has(finding)));
  if (deciding.size > 0) return { kind: "objected", findings: inOrder([...deciding]), dissent };

  const missing = unheard(reviews, rules);
  return missing.length > 0 ? { kind: "undecided", missing, dissent } : { kind: "approved", dissent };
}

/** The scanner alone is no veto: what it may stop, the checks before the circle have stopped. */
function denials({ findings, floor }: VerdictRules): Finding[] {
  return findings.filter(
    ({ rule, status, severity }) =>
      status === "fail" && isAtLeast(severity, floor) && !rule.startsWith("trivy/"),
  );
}

function severe(voiced: readonly Voiced[], { findings, floor }: VerdictRules): Voiced[] {
  const others = voiced.filter(({ finding }) => isAtLeast(finding.severity, floor));
  const analysers = voiced.flatMap(({ finding }) => (finding.by === "analyser" ? [finding] : []));
  const tools = [...findings.filter(({ status }) => status === "fail"), ...analysers];
  return others.filter(
    (one) =>
      one.finding.by === "analyser" ||
      (one.duty === "security" && one.finding.severity === "critical") ||
      isCorroborated(one, { others, tools }),
  );
}

/** All that the seat of cost says of the bill, where it is too much together; one place is on the bill once, at its dearest. */
function tooDear(voiced: readonly Voiced[], { monthlyDelta }: VerdictRules): Voiced[] {
  if (monthlyDelta === undefined) return [];
  const priced = voiced.filter(({ duty, finding }) => duty === "cost" && (finding.monthly ?? 0) > 0);
  const bill = new Map<string, number>();
  for (const { finding } of priced) {
    const place = canonicalJson([finding.resource, ...placeOf(finding)]);
    bill.set(place, Math.max(bill.get(place) ?? 0, finding.monthly ?? 0));
  }
  const monthly = [...bill.values()].reduce((sum, dollars) => sum + dollars, 0);
  return monthly > monthlyDelta ? priced : [];
}

function voicesOf(review: Review): Voiced[] {
  if (review.kind === "silent") return [];
  const answered = review.attempts.find(({ outcome }) => outcome === "answered");
  const speaker = answered === undefined ? review.by : speakerOf(answered);
  return review.findings.map((finding) => ({ finding, duty: review.duty, speaker }));
}

/** Whatever it was asked as, a model is what the vendor says has answered, where it says that. */
function speakerOf({ vendor, model, answeredAs }: Attempt): string {
  return identityOf({ vendor, model: answeredAs ?? model });
}

/** The order of seats is no part of a verdict. */
function inOrder<One extends Finding>(findings: readonly One[]): One[] {
  const keyed = findings.map((finding) => ({ finding, key: canonicalJson(plainJson(finding)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ finding }) => finding);
}
