import type { Cloud } from "#shared/core/clouds.ts";

/** Phrases are written in lower case, words apart by one space; they are compared by lemma. */
type Phrases = readonly string[];

/** On or off: `names` alone and `on` mean yes, `off` means no, and a negation turns either round; `denied` (no with one) and `prevented` (yes with one) say nothing without. */
interface Flag {
  readonly type: "flag";
  readonly names: Phrases;
  readonly on?: Phrases;
  readonly off?: Phrases;
  readonly denied?: Phrases;
  readonly prevented?: Phrases;
}

/** One of several values, or with `many` a list of them; `negated` is what "without" makes of it. */
interface Choice {
  readonly type: "choice";
  readonly values: Readonly<Record<string, Phrases>>;
  readonly many?: boolean;
  readonly negated?: string;
  /** Literals of this form are values as they are, such as `t3.micro`. */
  readonly pattern?: RegExp;
  /** Words that announce a value and say nothing by themselves. */
  readonly names?: Phrases;
}

/** A quantity with a unit; held in whole days, or in seconds where its unit says so, and in gigabytes. `soft` words announce it, and say nothing without it. */
interface Quantity {
  readonly type: "duration" | "size";
  readonly names: Phrases;
  readonly soft?: Phrases;
  /** Held in seconds: a timeout, and not how long something is kept. */
  readonly unit?: "second";
  /** Half a gigabyte is half a gigabyte, and not one. */
  readonly isExact?: true;
  /** What counts as no limit, as opposed to a number. */
  readonly unlimited?: Phrases;
  /** The only values that AWS takes, in order. */
  readonly allowed?: readonly number[];
  /** Asked for when the word stands there without a quantity. */
  readonly ask: string;
  readonly suggestion: string;
}

/** A bare number next to its word: "two subnets", "read capacity 5". */
interface Count {
  readonly type: "count";
  readonly names: Phrases;
  /** Least and most that there can be. */
  readonly range?: readonly [least: number, most: number];
  /** The attribute that "at most" sets, where least and most may differ. */
  readonly most?: string;
  /** A number right behind the noun is this: "Postgres 16". */
  readonly followsNoun?: true;
  readonly ask: string;
  readonly suggestion: string;
}

/** A name of the user's own after its word: "partition key orderId"; `qualifier` takes a following "as a number". */
interface Word {
  readonly type: "word";
  readonly names: Phrases;
  readonly qualifier?: string;
  readonly ask: string;
  readonly suggestion: string;
}

/** Literals of a form, such as an image id; `names` only announce it. */
interface Literal {
  readonly type: "literal";
  readonly names: Phrases;
  readonly pattern: RegExp;
}

/** Ports and sources in turn: "ssh and https from 10.0.0.0/8". */
interface Rules {
  readonly type: "rules";
  readonly names: Phrases;
  readonly services: Readonly<
    Record<string, { readonly port: number; readonly protocol: string; readonly words: Phrases }>
  >;
  readonly sources: Readonly<Record<string, Phrases>>;
  /** Asked for ports without a source, and for a source without ports. */
  readonly ask: string;
  readonly suggestion: string;
  readonly askPort: string;
  readonly suggestedPort: string;
}

export type Attribute = Flag | Choice | Quantity | Count | Word | Literal | Rules;

interface Need {
  readonly ask: string;
  readonly suggestion: string;
  /** The clouds that cannot do without it, where not all need it. */
  readonly clouds?: readonly Cloud[];
}

/** One kind of thing that can be asked for. */
export interface Kind {
  readonly kind: string;
  /** What people call it; the first is how we speak of it. */
  readonly nouns: Phrases;
  /** The Terraform type that its address names, by cloud; a cloud that has no equal has none. */
  readonly types: Readonly<Partial<Record<Cloud, string>>>;
  /** A choice or a literal that lends its name where the request gives none. */
  readonly nameFrom?: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Known as far as every cloud has it: of one cloud there is more to say than these attributes. */
  readonly isOutline?: true;
  /** The kind it may stand in: "an instance in the core vpc". */
  readonly isIn?: string;
  /** Literals that nobody would say of another kind, on these clouds: without a noun they mean one. */
  readonly impliedBy?: { readonly literals: readonly RegExp[]; readonly clouds?: readonly Cloud[] };
  /** Asked when a new one says nothing about it. */
  readonly needs?: Readonly<Record<string, Need>>;
}
