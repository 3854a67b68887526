import { packedCatalogues, packedFacts, packedIndexes } from "#shared/adapters/catalogue.ts";
import { catalogueOf } from "#shared/catalogue/catalogue-of.ts";
import { factsOf } from "#shared/catalogue/facts/pack.ts";
import { searchIn } from "#shared/catalogue/search/retrieve.ts";
import { DEFAULT_PROFILE } from "#shared/checks/static-gate/default-profile.ts";
import type { Archive } from "#shared/core/archive.ts";
import { findProgram } from "../adapters/find-program.ts";
import { judgingHands } from "../adapters/judging-hands.ts";
import { openPurses } from "../adapters/purses.ts";
import { keylessAuthor } from "../author/keyless.ts";
import { modelAuthor } from "../author/model-author.ts";
import type { Known } from "../author/rulebook/sheet.ts";
import type { Config } from "../config.ts";
import { keylessSeats } from "../experts/analysers/seats.ts";
import { openingBy } from "../models/model-for.ts";
import type { Judges, Staff } from "../steps/judges.ts";
import { driveIn } from "./drive.ts";
import { authorIn, vendorsIn } from "./vendors.ts";

/** Who writes and who judges on this server: its programs, its catalogue, its models and its archive. */
export async function judgesFor(config: Config): Promise<Judges> {
  const { PATH: searchPath } = config;
  const hands = await judgingHands(
    {
      binary: findProgram("trivy", { given: config.TRIVY_PATH, searchPath }),
      cacheDirectory: config.CODE_CACHE,
    },
    { plugins: config.CODE_TERRAFORM_PLUGINS, terraform: config.TERRAFORM_PATH, searchPath },
  );
  const catalogue = catalogueOf(packedCatalogues());
  const facts = factsOf(packedFacts());
  const known = { catalogue, facts, search: searchIn(catalogue, facts, packedIndexes()) };
  return {
    ...hands,
    ...known,
    author: keylessAuthor(known),
    profile: DEFAULT_PROFILE,
    seats: keylessSeats(hands.engines.contract),
    staff: staffOf(config, known),
    archive: await archiveOf(driveIn(config)),
  };
}

function staffOf(config: Config, known: Known): Staff {
  const author = authorIn(config);
  return {
    open: openingBy(vendorsIn(config)),
    walletOf: openPurses(config.CODE_DATA, { dollarsADay: config.CODE_DOLLARS_A_DAY, now: () => new Date() }),
    usual: author === null ? null : { vendor: author.vendor, model: author.model },
    writing: (model) => modelAuthor(model, known),
  };
}

/** Not even looked at where it is off. */
async function archiveOf(choice: ReturnType<typeof driveIn>): Promise<Archive | undefined> {
  if (choice === null) return;
  const { driveArchive } = await import("../adapters/drive/archive.ts");
  return driveArchive(choice);
}
