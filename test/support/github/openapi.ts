import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

export type Shape = Record<string, unknown>;

const SOURCE = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
const OFFICIAL = JSON.parse(readFileSync(SOURCE, "utf8")) as Shape;
const JSON_BODY = ["content", "application/json", "schema"];

/** GitHub's published description of its REST API and webhooks, made readable for a JSON Schema validator. */
const description = withNulls(OFFICIAL) as Shape;
const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
addFormats.default(ajv);
// Bots have brackets in their addresses.
ajv.addFormat("email", /^[^@\s]+@[^@\s]+$/);
ajv.addFormat("repo.nwo", /^[^/\s]+\/[^/\s]+$/);
ajv.addSchema(description, "github");
const compiled = new Map<string, ValidateFunction>();

/** OpenAPI's `nullable` beside `$ref` or `anyOf` means nothing to JSON Schema: said as a union instead. */
function withNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNulls);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withNulls(value)]);
  const plain = Object.fromEntries(entries) as Shape;
  if (plain.nullable !== true) return plain;
  if (typeof plain.type === "string" && plain.enum === undefined) return plain;
  const { nullable: _, ...rest } = plain;
  return { anyOf: [rest, { type: "null" }] };
}

export function at(path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => {
    const here = resolve(node);
    return typeof here === "object" && here !== null ? (here as Shape)[key] : undefined;
  }, description);
}

/** Follows `$ref` to what it names. */
export function resolve(schema: unknown): unknown {
  const reference = (schema as { $ref?: string } | null)?.$ref;
  if (typeof reference !== "string") return schema;
  return at(
    reference
      .slice(2)
      .split("/")
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
  );
}

/** Whether GitHub publishes this operation. */
export function isPublished(method: string, path: string): boolean {
  return at(["paths", path, method.toLowerCase()]) !== undefined;
}

export interface Door {
  readonly schema: unknown;
  /** What is wrong with the value, empty when nothing. */
  problems(value: unknown): readonly string[];
}

/** Schema and validator at a path of the description; null where GitHub says no JSON is there. */
function door(path: readonly string[]): Door | null {
  const schema = at(path);
  if (schema === undefined) return null;
  const key = path.join("\n");
  return {
    schema,
    problems(value) {
      const validate = compiled.get(key) ?? ajv.compile(schemaRef(path));
      compiled.set(key, validate);
      if (validate(value)) return [];
      return (validate.errors ?? []).slice(0, 8).map((error) => `${error.instancePath} ${error.message}`);
    },
  };
}

/** A response may itself be a `$ref`: the pointer is followed from where it leads. */
function schemaRef(path: readonly string[]): Shape {
  const walked: string[] = [];
  let node: unknown = description;
  for (const key of path) {
    const reference = (node as { $ref?: string }).$ref;
    if (typeof reference === "string") {
      walked.length = 0;
      walked.push(...reference.slice(2).split("/"));
      node = resolve(node);
    }
    walked.push(key.replaceAll("~", "~0").replaceAll("/", "~1"));
    node = (node as Shape)[key];
  }
  return { $ref: `github#/${walked.map(encodeURIComponent).join("/")}` };
}

export function responseDoor(method: string, path: string, status: number): Door | null {
  return door(["paths", path, method.toLowerCase(), "responses", String(status), ...JSON_BODY]);
}

export function requestDoor(method: string, path: string): Door | null {
  return door(["paths", path, method.toLowerCase(), "requestBody", ...JSON_BODY]);
}

/** `issue-comment-created`, `push`, … */
export function webhookDoor(name: string): Door | null {
  return door(["x-webhooks", name, "post", "requestBody", ...JSON_BODY]);
}
