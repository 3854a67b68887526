import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { snake } from "./camel.ts";

/** One class or function of a documented TypeScript package, with the examples that its comment holds. */
export interface Documented {
  /** How examples call it: `ec2.Vpc`, `ec2.getAmi`. */
  readonly name: string;
  readonly mode: "managed" | "data";
  /** Terraform spelling of what it takes. */
  readonly inputs: readonly string[];
  readonly examples: readonly string[];
}

/** Every resource and data source of a package whose declarations carry the provider's documentation. */
export function readDocs(root: string): Documented[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts") && !file.startsWith("types/") && !file.includes("node_modules"))
    .sort()
    .flatMap((file) => readFile(readFileSync(join(root, file), "utf8"), folderOf(file)));
}

function folderOf(file: string): string {
  return file.includes("/") ? `${file.slice(0, file.lastIndexOf("/")).replaceAll("/", ".")}.` : "";
}

function readFile(text: string, folder: string): Documented[] {
  const resource = /export declare class (\w+) extends pulumi\.CustomResource/.exec(text)?.[1];
  const source = /export declare function (get\w+)\(/.exec(text)?.[1];
  const name = resource ?? source;
  if (name === undefined) return [];
  const declared = `${name.charAt(0).toUpperCase()}${name.slice(1)}Args`;
  return [
    {
      name: `${folder}${name}`,
      mode: resource === undefined ? "data" : "managed",
      inputs: membersOf(text, declared),
      examples: examplesOf(text),
    },
  ];
}

function membersOf(text: string, name: string): string[] {
  const start = text.indexOf(`export interface ${name} {`);
  if (start < 0) return [];
  const body = text.slice(start, text.indexOf("\n}", start));
  return [...body.matchAll(/^ {4}"?(\w+)"?\??:/gm)].map(([, member]) => snake(member ?? ""));
}

/** Fenced TypeScript of the first comment that has any; later ones repeat it. */
function examplesOf(text: string): string[] {
  const comments = text.split("/**").map((part) => part.slice(0, part.indexOf("*/")));
  const first = comments.find((comment) => comment.includes("```typescript")) ?? "";
  const plain = first.replaceAll(/^ \* ?/gm, "");
  return [...plain.matchAll(/```typescript\n(.*?)```/gs)].map(([, code]) => code ?? "");
}
