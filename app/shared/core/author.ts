import type { Cloud } from "./clouds.ts";
import type { ExistingResource } from "./existing-resource.ts";
import type { Diagnostic } from "./finding.ts";
import type { RetrievedType } from "./search.ts";
import type { TypedChange } from "./typed-change.ts";
import type { Wish } from "./wish.ts";

/** All that an author gets to see: no secret, no token, no file. */
export interface AuthorPacket {
  readonly stack: string;
  /** AWS where none is said. */
  readonly cloud?: Cloud;
  /** Account, subscription, project or cluster of the stack's environment: part of names that nobody else may have. */
  readonly account?: string;
  /** Where the stack's environment lies: a request for another region is refused. */
  readonly region: string;
  /** The request after sanitising, as foreign text. */
  readonly request: string;
  readonly wishes: readonly Wish[];
  readonly existing: readonly ExistingResource[];
  /** The types that the request may need, most surely first, each with why it is there. */
  readonly catalogue: readonly RetrievedType[];
  /** What an earlier answer to this request was held against, for another try. */
  readonly findings?: readonly string[];
  /** That answer, where it was a change already. */
  readonly draft?: TypedChange;
}

/** A change that was written, with what stands against it. */
export interface Rejected extends AuthorPacket {
  readonly draft: TypedChange;
  readonly problems: readonly Diagnostic[];
}

/** Turns wishes into typed data; refuses with `author/...`. */
export interface Author {
  write(packet: AuthorPacket, signal: AbortSignal): Promise<TypedChange>;
  /** The packet's draft after what the checks said of it; null where there is nothing left to try. */
  mend?(packet: Rejected, signal: AbortSignal): Promise<TypedChange | null>;
  /** It reads the request's own words, and not only what the rules made of them. */
  readonly readsRequests?: true;
  /** Puts a request of another language into English, word by word; who asks no model cannot. */
  translate?(text: string, signal: AbortSignal): Promise<string>;
}
