import { describe, expect, it } from "vitest";
import { extractType } from "#shared/catalogue/extract.ts";
import { compareSources } from "./catalogue-sources.ts";

/** One resource as the generator of the bindings writes it: an argument, a repeatable block and an attribute of the provider. */
const SCRIPT = `
function shelfRuleToHclTerraform(struct) {
    const attrs = {
        enabled: {
            value: cdktf.booleanToHclTerraform(struct.enabled),
            isBlock: false,
            type: "simple",
            storageClassType: "boolean",
        },
    };
    return Object.fromEntries(Object.entries(attrs));
}
class ShelfRuleOutputReference extends cdktf.ComplexObject {
    get enabled() {
        return this.getBooleanAttribute('enabled');
    }
    get count() {
        return this.getNumberAttribute('count');
    }
}
class Shelf extends cdktf.TerraformResource {
    constructor(scope, id, config) {
        super(scope, id, {
            terraformResourceType: 'acme_shelf',
        });
        this._name = config.name;
        this._rule.internalValue = config.rule;
    }
    get labels() {
        return cdktf.Fn.tolist(this.getListAttribute('labels'));
    }
    synthesizeHclAttributes() {
        const attrs = {
            name: {
                value: cdktf.stringToHclTerraform(this._name),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
            rule: {
                value: cdktf.listMapperHcl(shelfRuleToHclTerraform, true)(this._rule.internalValue),
                isBlock: true,
                type: "list",
                storageClassType: "ShelfRuleList",
            },
        };
        // remove undefined attributes
        return Object.fromEntries(Object.entries(attrs));
    }
}
`;
const DECLARATIONS = `
export interface ShelfConfig extends cdktf.TerraformMetaArguments {
    /**
    * What the shelf is called. Changing this forces a new shelf to be created.
    *
    * Docs at Terraform Registry: {@link https://example.test}
    */
    readonly name: string;
    readonly rule?: ShelfRule[];
}
export interface ShelfRule {
    readonly enabled: boolean;
}
    constructor(scope: Construct, id: string, config: ShelfConfig);
`;
const SHELF = {
  attributes: {
    name: { type: "string", required: true },
    labels: { type: ["set", "string"], computed: true },
  },
  block_types: {
    rule: {
      nesting_mode: "list",
      block: {
        attributes: {
          enabled: { type: "bool", required: true },
          count: { type: "number", computed: true },
        },
      },
    },
  },
} as const;

const type = extractType({ module: "shelf/index.js", script: SCRIPT, declarations: DECLARATIONS });

describe("the two sources of the catalogue", () => {
  it("agree on a resource that both describe alike", () => {
    expect(type && compareSources(type, SHELF)).toEqual({ facts: 5, disagreements: [] });
  });

  it.each([
    ["requires", { name: { type: "string", optional: true } }, "string, required", "string"],
    ["types", { name: { type: "number", required: true } }, "string, required", "number, required"],
    ["settles", { name: { type: "string" } }, "string, required", "string, set by the provider"],
  ] as const)("disagree where one %s otherwise", (_, changed, bindings, schema) => {
    const other = { ...SHELF, attributes: { ...SHELF.attributes, ...changed } };
    expect(type && compareSources(type, other).disagreements).toEqual([
      { path: "acme_shelf.name", bindings, schema },
    ]);
  });

  it("disagree where one knows a name that the other does not", () => {
    const other = {
      ...SHELF,
      attributes: { ...SHELF.attributes, depth: { type: "number", optional: true } },
    };
    expect(type && compareSources(type, other).disagreements).toEqual([
      { path: "acme_shelf.depth", bindings: "not there", schema: "number" },
    ]);
  });

  it("carry the provider's words and what they say about a change", () => {
    expect(type?.fields.name).toMatchObject({
      documentation: "What the shelf is called.",
      isForceNew: true,
    });
  });
});
