import { parseArgs } from "node:util";
import { MODEL_VENDORS } from "#shared/core/model.ts";
import { downRows } from "./experts/down.ts";
import { matrixRows } from "./experts/matrix.ts";
import { moneyRows } from "./experts/money.ts";
import { printTables, workedOff } from "./experts/rows.ts";
import { seatingRows } from "./experts/seating.ts";
import { openStage, PLANTS, play } from "./experts/stage.ts";
import { timeRows } from "./experts/time.ts";

/**
 * Every fault × every seat × every vendor, alone and with another model to stand in; silence, vendors that are all down, caps of money, and
 * who may sit where: with the real SDKs against servers that speak their wires, and a real purse. Each row ends as it must, in as many
 * calls as that is worth, within the time and the money. `--plant NAME` breaks one promise, and has to fail.
 */
const { values } = parseArgs({ options: { plant: { type: "string" } } });
const plant = PLANTS.find((one) => one === values.plant);
if (plant !== values.plant) {
  console.error(`usage: npm run verify:experts [-- --plant ${PLANTS.join("|")}]`);
  process.exit(2);
}
const stage = await openStage(plant);
// The SDKs are loaded before the first clock starts.
for (const vendor of MODEL_VENDORS) await play({ roster: { cost: [stage.vendors.hire(vendor)] } }, stage);
const rows = [timeRows, downRows, matrixRows, seatingRows, moneyRows].flatMap((rowsOf) => rowsOf(stage));
const results = await workedOff(rows);
await stage.close();

const failed = results.filter(({ misses }) => misses.length > 0);
for (const { row, misses } of failed)
  console.log(`MISS ${row.kind}, ${row.line}, ${row.column}: ${misses.join("; ")}`);
printTables(results);
const total = rows.length;
const passed = total - failed.length;
console.log(JSON.stringify({ name: "verify:experts", passed, total, share: passed / total }));
process.exitCode = total > 0 && passed === total ? 0 : 1;
