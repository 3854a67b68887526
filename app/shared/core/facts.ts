/** What is usual with the types of a catalogue: counted over public documentation, or written down as knowledge of a cloud. */

/** An argument that usually takes an attribute of another type: `aws_lambda_function.role` takes `aws_iam_role.arn`. */
export interface Join {
  readonly type: string;
  readonly mode: Mode;
  /** Dotted Terraform names without indexes: `vpc_config.subnet_ids`. */
  readonly path: string;
  readonly to: string;
  readonly toMode: Mode;
  readonly attribute: string;
  /** Examples that join so; 0 where a rule and no example says it. */
  readonly count: number;
}

type Mode = "managed" | "data";

export interface TypeFacts {
  /** Examples that the counts are taken from. */
  readonly seen: number;
  /** How many examples set the argument, by dotted path, most first. */
  readonly usual: Readonly<Record<string, number>>;
  /** Literals by dotted path, most first. */
  readonly values: Readonly<
    Record<string, readonly (readonly [value: string | number | boolean, count: number])[]>
  >;
  readonly joins: readonly Join[];
  /** How many of these examples hold the other type too, most first; `data.` stands before a data source. */
  readonly beside: Readonly<Record<string, number>>;
  /** Services that the roles of this type trust, most first: `lambda.amazonaws.com`. */
  readonly principals: readonly string[];
}

export interface Facts {
  /** How many examples show a type, as itself or as what another refers to: how common it is. */
  weight(type: string): number;
  /** Facts that were counted for one type, null where no example shows it. */
  of(type: string, mode?: Mode): TypeFacts | null;
}
