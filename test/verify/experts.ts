import { parseArgs } from "node:util";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import { Duty } from "#shared/core/review.ts";
import { FAULTS, type Fault } from "./experts/faults.ts";
import { type Case, missesOf, type Plant } from "./experts/one.ts";

/**
 * Every fault × every seat × every vendor, with the real SDKs against servers that speak their wires: the attempt ends as it must, in as
 * many calls as that is worth, within the time and the money, and the verdict is what the rules say of a seat that was not heard.
 * `--plant deadline` waits for ever, `--plant consent` takes a degraded seat for one that was heard; both have to fail.
 */
const { values } = parseArgs({ options: { plant: { type: "string" } } });
const AT_ONCE = 16;
const duties = Duty.options;
const faults = Object.keys(FAULTS) as Fault[];
const cases = faults.flatMap((fault) =>
  duties.flatMap((duty) => MODEL_VENDORS.map((vendor): Case => ({ fault, duty, vendor }))),
);
const results: { readonly one: Case; readonly misses: readonly string[] }[] = [];
const waiting = [...cases];
// The SDKs are loaded before the first clock starts.
await missesOf({ fault: "refusal", duty: "cost", vendor: "openai" }, undefined);
await Promise.all(Array.from({ length: AT_ONCE }, work));

async function work(): Promise<void> {
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
    results.push({ one, misses: await missesOf(one, values.plant as Plant) });
}

const failed = results.filter(({ misses }) => misses.length > 0);
for (const { one, misses } of failed)
  console.log(`MISS ${one.fault}, ${one.duty}, ${one.vendor}: ${misses.join("; ")}`);
console.table(
  Object.fromEntries(
    faults.map((fault) => [
      fault,
      Object.fromEntries([
        ["must end as", FAULTS[fault].outcome],
        ...duties.map((duty) => {
          const own = results.filter(({ one }) => one.fault === fault && one.duty === duty);
          return [duty, `${own.filter(({ misses }) => misses.length === 0).length} of ${own.length} vendors`];
        }),
      ]),
    ]),
  ),
);
const total = cases.length;
const passed = results.length - failed.length;
console.log(JSON.stringify({ name: "verify:experts", passed, total, share: passed / total }));
process.exitCode = passed === total ? 0 : 1;
