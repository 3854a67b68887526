import type { ModelName, ModelVendor } from "#shared/core/model.ts";
import type { Wallet } from "#shared/core/purse.ts";
import { atMost, differs, type Row } from "./rows.ts";
import { type Account, atWorst, dollarsOf, type Played, play, type Stage } from "./stage.ts";
import type { Tokens } from "./vendors.ts";

const DEAR: readonly ModelVendor[] = ["anthropic", "openai", "google", "google-genai"];
const CAPS = ["request", "day", "server"] as const;
type Cap = (typeof CAPS)[number];
const DUTY = "cost";
const KIND = "caps, approached from below";
/** Near the worst case, and beyond it. */
const NEAR: Tokens = { input: 1500, output: 7900 };
const BEYOND: Tokens = { input: 50_000, output: 24_000 };
/** What no vendor can mean: the worst case stays spent. */
const ODD: Readonly<Record<string, Tokens>> = {
  none: { input: 0, output: 0 },
  "fewer than none": { input: -1_000_000, output: -1_000_000 },
  "half a one": { input: 1000.5, output: 7 },
};
const A_BIT = 1e-6;
const EARLIER = 2;
const AT_ONCE = 8;
const FITTING = 3;

/** Each cap, each vendor with a price: the last call that fits is made, the next is not, and no bill is larger than the cap. */
export function moneyRows(stage: Stage): Row[] {
  const rowOf = (line: string, column: string, misses: Row["misses"]): Row => ({
    ...{ kind: KIND, line, column, misses },
  });
  return DEAR.flatMap((vendor) => [
    ...CAPS.flatMap((cap) => [
      rowOf("one after the other: the last call just fits", cap, () => inTurn(cap, vendor, A_BIT, stage)),
      rowOf("one after the other: it just does not fit", cap, () => inTurn(cap, vendor, -A_BIT, stage)),
      rowOf("eight at once, of which three fit", cap, () => atOnce({ cap, vendor, bills: NEAR }, stage)),
      rowOf("eight at once, billed beyond what was announced", cap, () =>
        atOnce({ cap, vendor, bills: BEYOND }, stage),
      ),
    ]),
    ...Object.entries(ODD).map(([what, bills]) =>
      rowOf(`a bill of tokens that are ${what}`, "request", () => oddBill(vendor, bills, stage)),
    ),
  ]);
}

/** Calls that share one cap and nothing else. */
function accounts(cap: Cap, dollars: number, stage: Stage) {
  const { open, spent } = stage.purses(cap === "server" ? dollars : undefined);
  const caps = { request: 1000, day: 1000, ...(cap === "server" ? {} : { [cap]: dollars }) };
  const wallet = (at: number): Wallet => {
    const account: Account = {
      repository: `acme/${cap === "server" ? at : "infra"}`,
      request: cap === "request" ? "r" : `r${at}`,
      caps,
    };
    return stage.plant === "unreserved" ? unreserved(open(account)) : open(account);
  };
  return { wallet, spent };
}

/** What must never be: nobody knows of a call before it is paid. */
function unreserved({ purseOf, bill }: Wallet): Wallet {
  const reserving = (purse: ReturnType<typeof purseOf>) => ({ reserve: () => purse.reserve(0) });
  return { bill, purseOf: (payer) => reserving(purseOf(payer)) };
}

/** `EARLIER` calls are paid; then one more fits, by a bit, or does not. */
async function inTurn(cap: Cap, vendor: ModelVendor, bit: number, stage: Stage): Promise<string[]> {
  const name = stage.vendors.hire(vendor, { bills: NEAR });
  const dollars = EARLIER * dollarsOf(name, NEAR) + atWorst(DUTY, name) + bit;
  const { wallet, spent } = accounts(cap, dollars, stage);
  const outcomes: string[] = [];
  for (let at = 0; at < EARLIER + 2; at += 1) outcomes.push(outcomeOf(await asking(name, wallet(at), stage)));
  const fitting = bit > 0 ? EARLIER + 1 : EARLIER;
  const wanted = outcomes.map((_, at) => (at < fitting ? "answered" : "over-budget"));
  const bill = dollarsOf(name, stage.vendors.billed(name));
  return [
    ...differs("outcomes", outcomes.join(), wanted.join()),
    ...differs("calls", stage.vendors.asked(name), fitting),
    ...atMost("the bill", bill, dollars),
    ...differs("dollars written down", spent(), bill),
  ];
}

interface Rush {
  readonly cap: Cap;
  readonly vendor: ModelVendor;
  readonly bills: Tokens;
}

/** What a vendor bills beyond what was announced is counted in full, and nobody is asked after it; only calls that were on their way can pass a cap by that. */
async function atOnce({ cap, vendor, bills }: Rush, stage: Stage): Promise<string[]> {
  const name = stage.vendors.hire(vendor, { bills });
  const worst = atWorst(DUTY, name);
  const dollars = FITTING * worst + A_BIT;
  const { wallet, spent } = accounts(cap, dollars, stage);
  const rush = Array.from({ length: AT_ONCE }, (_, at) => asking(name, wallet(at), stage));
  const outcomes = (await Promise.all(rush)).map(outcomeOf);
  const answered = outcomes.filter((outcome) => outcome === "answered").length;
  const after = outcomeOf(await asking(name, wallet(AT_ONCE), stage));
  const bill = dollarsOf(name, stage.vendors.billed(name));
  const beyond = answered * Math.max(0, dollarsOf(name, bills) - worst);
  return [
    ...differs("answered", answered, FITTING),
    ...differs("refused", outcomes.filter((outcome) => outcome === "over-budget").length, AT_ONCE - FITTING),
    ...differs("one more", after, "over-budget"),
    ...differs("calls", stage.vendors.asked(name), answered),
    ...atMost("the bill", bill, dollars + beyond),
    ...differs("dollars written down", spent(), bill),
  ];
}

async function oddBill(vendor: ModelVendor, bills: Tokens, stage: Stage): Promise<string[]> {
  const name = stage.vendors.hire(vendor, { bills });
  const worst = atWorst(DUTY, name);
  const { wallet, spent } = accounts("request", 2 * worst + A_BIT, stage);
  const outcomes: string[] = [];
  for (let at = 0; at < 3; at += 1) outcomes.push(outcomeOf(await asking(name, wallet(at), stage)));
  return [
    ...differs("outcomes", outcomes.join(), "answered,answered,over-budget"),
    ...differs("dollars written down", spent(), 2 * worst),
  ];
}

function asking(name: ModelName, wallet: Wallet, stage: Stage): Promise<Played> {
  return play({ roster: { [DUTY]: [name] }, wallet }, stage);
}

function outcomeOf(played: Played): string {
  return played.of(DUTY).attempts[0]?.outcome ?? "nothing";
}
