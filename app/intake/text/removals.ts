import { invisibleIn } from "#shared/hygiene/invisible.ts";
import { secretsIn } from "#shared/hygiene/secrets.ts";
import type { Cut } from "#shared/hygiene/traced.ts";
import type { Unseen } from "./shown/unrendered.ts";
import { unseenIn } from "./shown/unseen.ts";

/** Classes of what a reader cannot see or must not pass on, and where a text has them. */
export type Removal = (text: string) => readonly Unseen[];

/** All classes. What GitHub does not show is found in the text as GitHub got it; keys come last, since taking something out of the middle of one puts it together again. */
export const REMOVALS: readonly Removal[] = [
  unseenIn,
  called("invisible character", invisibleIn),
  called("address in digits that only look like an address", foreignAddressesIn),
  called("secret: treat it as leaked and replace it", secretsIn),
];

function called(kind: string, find: (text: string) => readonly Cut[]): Removal {
  return (text) => find(text).map((one) => ({ ...one, kind }));
}

/** `٠.٠.٠.٠/٠`: digits of another script in the form of an address. */
function foreignAddressesIn(text: string): Cut[] {
  return [...text.matchAll(/[\p{Nd}]+(?:[./:][\p{Nd}]+){2,}/gu)]
    .filter(([address]) => !/^[0-9./:]*$/.test(address))
    .map(({ index, 0: address }) => ({
      start: index,
      end: index + address.length,
      becomes: "[address removed]",
    }));
}
