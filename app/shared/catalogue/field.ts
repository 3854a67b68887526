import type { Field, Shape } from "../core/catalogue.ts";

/** A field of which nothing more is known than its name and shape. */
export function plainField(property: string, shape: Shape): Field {
  return {
    property,
    shape,
    isBlock: false,
    isSingle: false,
    isRequired: false,
    isComputed: false,
    isOptionalComputed: false,
    isSensitive: false,
    isDeprecated: false,
    isWriteOnly: false,
    isForceNew: false,
    minItems: 0,
    maxItems: null,
    values: [],
    isAnyCase: false,
    range: null,
    documentation: "",
  };
}
