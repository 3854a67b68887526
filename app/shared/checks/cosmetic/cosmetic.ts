import type { Diagnostic } from "../../core/finding.ts";
import { asWide } from "./as-wide.ts";
import { deleted } from "./deleted.ts";
import { hidden, undecided } from "./hidden.ts";
import { moved } from "./moved.ts";
import { renamed } from "./renamed.ts";
import type { CosmeticRule, Repair } from "./repair.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { silenced } from "./silenced.ts";
import { companionDropped, weakened } from "./weakened.ts";

/** One for each way of making a finding go away without mending anything. */
const DETECTORS: Readonly<Record<CosmeticRule, (scene: Scene) => readonly Diagnostic[]>> = {
  deleted,
  renamed,
  silenced,
  hidden,
  undecided,
  "as-wide": asWide,
  weakened,
  "companion-dropped": companionDropped,
  moved,
};

/** What in a repair only silences, as diagnostics `repair/<rule>` for its author; a repair with any of them is none. */
export function cosmeticRepairs(repair: Repair, without: readonly CosmeticRule[] = []): Diagnostic[] {
  const scene = sceneOf(repair);
  const detectors = Object.entries(DETECTORS).filter(([rule]) => !without.some((one) => one === rule));
  const found = detectors.flatMap(([, detect]) => detect(scene));
  return [...new Map(found.map((one) => [`${one.rule} ${one.resource} ${one.path}`, one])).values()];
}
