import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference, outlineDifference } from "#shared/review/difference.ts";
import { effectOf } from "#shared/review/effect.ts";
import { fingerprintOf, outlineOf } from "#shared/review/fingerprint.ts";
import { readPlan } from "#shared/review/plan.ts";
import { CIRCUMSTANCES, KEY, planFixture } from "./plan-fixture.ts";

type Fixture = ReturnType<typeof planFixture>;

const effect = (plan: unknown, circumstances = CIRCUMSTANCES, key = KEY) =>
  effectOf(readPlan(typeof plan === "string" ? plan : JSON.stringify(plan)), circumstances, key);
const fingerprint = (plan: unknown, circumstances = CIRCUMSTANCES, key = KEY) =>
  fingerprintOf(effect(plan, circumstances, key), key);
const changed = (change: (plan: Fixture) => void) => {
  const plan = planFixture();
  change(plan);
  return plan;
};
const [UPDATE, REPLACE, STAYS] = [0, 1, 2];
const at = (plan: Fixture, index: number) => {
  const resource = plan.resource_changes[index];
  if (resource === undefined) throw new Error("no such row");
  return resource;
};

describe("the fingerprint of a plan", () => {
  it.each<[string, (plan: Fixture) => void]>([
    ["the order of resources", (plan) => void plan.resource_changes.reverse()],
    ["the time of planning", (plan) => Object.assign(plan, { timestamp: "2027-02-02T00:00:00Z" })],
    ["the prior state", (plan) => Object.assign(plan, { prior_state: { values: 1 } })],
    ["drift that changes nothing", (plan) => Object.assign(plan, { resource_drift: [{ address: "x" }] })],
    [
      "a resource that stays",
      (plan) => Object.assign(at(plan, STAYS).change, { before: { name: "d" }, after: { name: "d" } }),
    ],
    ["the order of replace paths", (plan) => void at(plan, REPLACE).change.replace_paths?.reverse()],
    [
      "false in a mask",
      (plan) => Object.assign(at(plan, UPDATE).change, { after_unknown: { tags: { team: false } } }),
    ],
    ["a comment", (plan) => Object.assign(plan.configuration, { comment: "# hello" })],
    ["a variable that no provider reads", (plan) => Object.assign(plan.variables.other, { value: 2 })],
  ])("does not count %s", (_what, change) => {
    expect(fingerprint(changed(change))).toBe(fingerprint(planFixture()));
    expect(difference(effect(planFixture()), effect(changed(change)))).toEqual([]);
  });

  it.each<[string, (plan: Fixture) => void, string]>([
    [
      "an action",
      (plan) => Object.assign(at(plan, UPDATE).change, { actions: ["delete", "create"] }),
      "reviewed as update, now delete+create",
    ],
    [
      "the order of a replacement",
      (plan) => void at(plan, REPLACE).change.actions.reverse(),
      "now create+delete",
    ],
    [
      "a value after",
      (plan) => Object.assign(at(plan, UPDATE).change.after, { bucket: "b" }),
      "aws_s3_bucket.a: after.bucket differs",
    ],
    [
      "a value before",
      (plan) => Object.assign(at(plan, UPDATE).change.before, { bucket: "b" }),
      "before.bucket differs",
    ],
    [
      "null against absent",
      (plan) => Object.assign(at(plan, UPDATE).change.after, { tags: { team: "y" } }),
      "after.tags.note differs",
    ],
    [
      "a sensitive value",
      (plan) => Object.assign(at(plan, REPLACE).change.after, { password: "other" }),
      "after.password differs",
    ],
    [
      "the order of a list",
      (plan) => Object.assign(at(plan, REPLACE).change.after, { list: ["x", "y"] }),
      "after.list.0 differs",
    ],
    [
      "what is unknown",
      (plan) => Object.assign(at(plan, REPLACE).change.after_unknown, { arn: true }),
      "unknown.arn differs",
    ],
    [
      "a move",
      (plan) => Object.assign(at(plan, STAYS), { previous_address: "aws_sns_topic.x" }),
      "not in the reviewed plan, now no-op",
    ],
    [
      "an import",
      (plan) => Object.assign(at(plan, STAYS).change, { importing: { id: "x" } }),
      "not in the reviewed plan",
    ],
    ["a resource less", (plan) => void plan.resource_changes.shift(), "no longer in the plan"],
    [
      "an object left behind",
      (plan) => Object.assign(at(plan, UPDATE), { deposed: "abcd" }),
      "(deposed abcd): not in the reviewed plan",
    ],
    [
      "an output",
      (plan) => Object.assign(plan.output_changes.url, { after: "https://y" }),
      "output.url: after differs",
    ],
    [
      "a provider argument",
      (plan) =>
        Object.assign(plan.configuration.provider_config.aws.expressions, {
          profile: { constant_value: "x" },
        }),
      "provider aws: its configuration differs",
    ],
    [
      "a variable that a provider reads",
      (plan) => Object.assign(plan.variables.region, { value: "us-east-1" }),
      "provider aws",
    ],
    [
      "a provisioner",
      (plan) =>
        Object.assign(plan.configuration.root_module.resources[0] ?? {}, {
          provisioners: [{ type: "local-exec" }],
        }),
      "provisioners differs",
    ],
    [
      "another provider",
      (plan) => Object.assign(at(plan, UPDATE), { provider_name: "x/y/z" }),
      "provider differs",
    ],
    [
      "what forces a replacement",
      (plan) => Object.assign(at(plan, REPLACE).change, { replace_paths: [["engine"]] }),
      "replacePaths",
    ],
  ])("counts %s", (_what, change, words) => {
    const [before, after] = [effect(planFixture()), effect(changed(change))];
    expect(fingerprintOf(after, KEY)).not.toBe(fingerprintOf(before, KEY));
    expect(difference(before, after).join("\n")).toContain(words);
  });

  it.each(["stack", "environment", "account", "region", "policyDigest", "lockFileDigest"] as const)(
    "counts %s",
    (name) => {
      const moved = { ...CIRCUMSTANCES, [name]: "other" };
      expect(fingerprint(planFixture(), moved)).not.toBe(fingerprint(planFixture()));
      expect(difference(effect(planFixture()), effect(planFixture(), moved))).toHaveLength(1);
    },
  );

  it("counts tool versions and the key", () => {
    const tools = { ...CIRCUMSTANCES, toolVersions: { terraform: "1.12.0" } };
    expect(fingerprint(planFixture(), tools)).not.toBe(fingerprint(planFixture()));
    expect(fingerprint(planFixture(), CIRCUMSTANCES, new Uint8Array(32))).not.toBe(
      fingerprint(planFixture()),
    );
  });

  it("tells numbers apart that a double cannot", () => {
    const text = JSON.stringify(planFixture());
    const [one, two] = ["9007199254740993", "9007199254740992"].map((n) =>
      text.replaceAll('"port":1', `"port":${n}`),
    );
    expect(fingerprint(one)).not.toBe(fingerprint(two));
  });

  it("keeps every sensitive value out of the effect and of the words", () => {
    const [before, after] = [
      effect(planFixture()),
      effect(changed((plan) => Object.assign(at(plan, REPLACE).change.after, { password: "z9-secret" }))),
    ];
    const said = JSON.stringify([before, after, difference(before, after), outlineOf(after, KEY)]);
    expect(said).not.toMatch(/old-secret|new-secret|z9-secret/);
  });

  it("is the same for any order of members and resources", () => {
    const resources = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    fc.assert(
      fc.property(resources, fc.boolean(), (order, isReversed) => {
        const plan = changed((it) =>
          Object.assign(it, { resource_changes: order.map((index) => at(planFixture(), index)) }),
        );
        expect(fingerprint(isReversed ? reverseMembers(plan) : plan)).toBe(fingerprint(planFixture()));
      }),
    );
  });

  it("differs exactly when the difference has words", () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(value, value, fc.boolean(), (left, right, isSensitive) => {
        const [before, after] = [left, right].map((json) =>
          effect(
            changed((plan) =>
              Object.assign(at(plan, UPDATE).change, {
                after: { x: json },
                after_sensitive: { x: isSensitive },
              }),
            ),
          ),
        );
        if (before === undefined || after === undefined) throw new Error("two effects");
        expect(difference(before, after).length > 0).toBe(
          fingerprintOf(before, KEY) !== fingerprintOf(after, KEY),
        );
      }),
    );
  });

  it("leaves an outline that names what a later plan does otherwise", () => {
    const reviewed = outlineOf(effect(planFixture()), KEY);
    const now = outlineOf(
      effect(
        changed((plan) => {
          Object.assign(at(plan, UPDATE).change.after, { bucket: "z" });
          plan.resource_changes.splice(REPLACE, 1);
        }),
      ),
      KEY,
    );
    expect(outlineDifference(reviewed, reviewed)).toEqual([]);
    expect(outlineDifference(reviewed, now)).toEqual([
      "aws_db_instance.b: reviewed as delete+create, no longer in the plan",
      "aws_s3_bucket.a: the same action (update), with other values",
    ]);
  });

  it.each([
    ["no JSON", "{", "plan/unreadable"],
    ["another format", JSON.stringify({ format_version: "2.0" }), "plan/unreadable"],
    ["an errored plan", JSON.stringify({ format_version: "1.2", errored: true }), "plan/incomplete"],
    [
      "deferred changes",
      JSON.stringify({ format_version: "1.2", deferred_changes: [{}] }),
      "plan/incomplete",
    ],
  ])("refuses %s", (_what, text, errorCode) => {
    expect(() => readPlan(text)).toThrow(expect.objectContaining({ code: errorCode }));
  });
});

function reverseMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, item]) => [name, reverseMembers(item)]),
  );
}
