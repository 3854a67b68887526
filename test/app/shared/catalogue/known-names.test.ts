import { describe, expect, it } from "vitest";
import { OWN_RESOURCES, RENAMED_ARGUMENTS, RENAMED_TYPES } from "#shared/catalogue/known-names.ts";
import { nearestName, nearestType } from "#shared/catalogue/nearest.ts";
import type { Field } from "#shared/core/catalogue.ts";
import { CATALOGUE } from "../../../support/catalogue.ts";

function fieldAt(fields: Readonly<Record<string, Field>>, path: readonly string[]): Field | null {
  const [name = "", ...rest] = path;
  const field = fields[name] ?? null;
  if (field === null || rest.length === 0) return field;
  const shape = "of" in field.shape ? field.shape.of : field.shape;
  return shape.kind === "object" ? fieldAt(shape.fields, rest) : null;
}

function fieldOf(type: string, path: string): Field | null {
  return fieldAt(CATALOGUE.find(type)?.fields ?? {}, path.split("."));
}

describe("a name that every object has", () => {
  it.each(["constructor", "toString", "__proto__"])("%s is nobody's other name", (name) => {
    expect(nearestType(`${name}_${name}`, "managed", CATALOGUE)).toBeNull();
    expect(nearestName(name, ["bucket"])).toBeNull();
    expect(OWN_RESOURCES[name]).toBeUndefined();
  });
});

describe("a name of yesterday", () => {
  it.each(Object.entries(RENAMED_TYPES))("%s is no type, and %s is", (old, now) => {
    expect(CATALOGUE.find(old)).toBeNull();
    expect(CATALOGUE.find(now) ?? CATALOGUE.find(now, "data")).not.toBeNull();
  });

  it.each(Object.entries(RENAMED_ARGUMENTS))("%s may not be set, and %s may", (old, now) => {
    const [type = "", name = ""] = old.split(".");
    expect(fieldOf(type, name)?.isComputed ?? true).toBe(true);
    expect(fieldOf(type, now)?.isComputed).toBe(false);
  });

  it.each(Object.entries(OWN_RESOURCES))("%s may not be set, and %s is a resource", (old, now) => {
    const [type = "", name = ""] = old.split(".");
    expect(fieldOf(type, name)?.isComputed ?? true).toBe(true);
    expect(CATALOGUE.find(now)).not.toBeNull();
  });
});

describe("the nearest name", () => {
  it.each([
    ["aws_bucket", "aws_s3_bucket"],
    ["aws_kafka_cluster", "aws_msk_cluster"],
    ["asw_vpc", "aws_vpc"],
    ["aws_availability_zones", "data.aws_availability_zones"],
    ["azurerm_vm", "azurerm_virtual_machine"],
    ["kubernetes_deploy", "kubernetes_deployment"],
  ])("of the type %s is %s", (written, meant) => {
    expect(nearestType(written, "managed", CATALOGUE)).toBe(meant);
  });

  it.each(["aws_foo_bar_baz", "acme_anything"])("of the type %s is none", (written) => {
    expect(nearestType(written, "managed", CATALOGUE)).toBeNull();
  });

  it.each([
    ["nmae", "name"],
    ["vpc", "vpc_id"],
    ["zone", null],
  ])("of the argument %s is %s", (written, meant) => {
    expect(nearestName(written, ["name", "vpc_id", "description"])).toBe(meant);
  });
});
