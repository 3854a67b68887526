import { readProvider } from "../../../app/cli/catalogue-build.ts";
import { CATALOGUE } from "../catalogue.ts";
import { type StandInProvider, startProvider } from "./start.ts";

/** A stand-in for the provider of random values, with the arguments that the bindings know. */
export function startRandom(): Promise<StandInProvider> {
  return startProvider("random", CATALOGUE, readProvider("node_modules/@cdktf/provider-random").fields);
}
